package io.faast.worker;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Arrays of characters inside of values, as strings. */
final class ExactChars {
  private ExactChars() {}

  static final class Writer extends StdScalarSerializer<char[]> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(char[].class);
    }

    @Override
    public void serialize(char[] chars, JsonGenerator g, SerializerProvider p) throws IOException {
      ExactText.write(new String(chars), g);
    }
  }

  static final class Reader extends StdScalarDeserializer<char[]> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(char[].class);
    }

    @Override
    public char @Nullable [] deserialize(JsonParser p, DeserializationContext c)
        throws IOException {
      String s = ExactText.read(p, c);
      return s == null ? null : s.toCharArray();
    }
  }
}
