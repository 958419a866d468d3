package io.faast.worker;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.util.BitSet;

/** Bit sets, as bytes. */
final class ExactBits {
  private ExactBits() {}

  static final class Writer extends StdScalarSerializer<BitSet> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(BitSet.class);
    }

    @Override
    public void serialize(BitSet bits, JsonGenerator g, SerializerProvider p) throws IOException {
      g.writeBinary(bits.toByteArray());
    }
  }

  static final class Reader extends StdScalarDeserializer<BitSet> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(BitSet.class);
    }

    @Override
    public BitSet deserialize(JsonParser p, DeserializationContext c) throws IOException {
      return BitSet.valueOf(p.getBinaryValue());
    }
  }
}
