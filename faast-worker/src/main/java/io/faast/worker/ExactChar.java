package io.faast.worker;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Characters inside of values, as numbers: half of a surrogate pair is no text. */
final class ExactChar {
  private ExactChar() {}

  static final class Writer extends StdScalarSerializer<Character> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(Character.class);
    }

    @Override
    public void serialize(Character c, JsonGenerator g, SerializerProvider p) throws IOException {
      g.writeNumber((int) c);
    }
  }

  static final class Reader extends StdScalarDeserializer<Character> {
    private static final long serialVersionUID = 1;

    Reader(Class<Character> type) {
      super(type);
    }

    @Override
    public Character deserialize(JsonParser p, DeserializationContext c) throws IOException {
      int unit = p.getIntValue();
      if (unit < Character.MIN_VALUE || unit > Character.MAX_VALUE) {
        c.reportInputMismatch(this, "the number is no character");
      }
      return (char) unit;
    }

    @Override
    public @Nullable Character getNullValue(DeserializationContext c) throws JsonMappingException {
      if (handledType().isPrimitive()) {
        c.reportInputMismatch(this, "null for a primitive char");
      }
      return null;
    }
  }
}
