package io.faast.worker;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Strings inside of values: CBOR text, or bytes if a lone surrogate makes that impossible. */
final class ExactText {
  private ExactText() {}

  static void write(String s, JsonGenerator g) throws IOException {
    if (isWellFormed(s)) {
      g.writeString(s);
    } else {
      g.writeBinary(units(s));
    }
  }

  static @Nullable String read(JsonParser p, DeserializationContext c) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT
        && p.getEmbeddedObject() instanceof byte[] units) {
      return new String(chars(units));
    }
    return StringDeserializer.instance.deserialize(p, c);
  }

  private static boolean isWellFormed(String s) {
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < s.length()
                && Character.isLowSurrogate(s.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** Big-endian UTF-16 without an encoder, which would replace lone surrogates. */
  private static byte[] units(String s) {
    byte[] units = new byte[2 * s.length()];
    for (int i = 0; i < s.length(); i++) {
      units[2 * i] = (byte) (s.charAt(i) >> 8);
      units[2 * i + 1] = (byte) s.charAt(i);
    }
    return units;
  }

  private static char[] chars(byte[] units) {
    char[] chars = new char[units.length / 2];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) ((units[2 * i] << 8) | (units[2 * i + 1] & 0xFF));
    }
    return chars;
  }

  static final class Writer extends StdScalarSerializer<String> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(String.class);
    }

    @Override
    public void serialize(String s, JsonGenerator g, SerializerProvider p) throws IOException {
      write(s, g);
    }
  }

  static final class Reader extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser p, DeserializationContext c) throws IOException {
      return read(p, c);
    }
  }
}
