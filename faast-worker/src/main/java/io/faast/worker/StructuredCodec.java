package io.faast.worker;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Values that travel as CBOR, by their declared generic type. Touches Jackson at first use only.
 */
final class StructuredCodec implements ValueCodec {
  private final Class<?> module;
  private final Class<?> declaring;
  private final Type type;
  private volatile @Nullable CborType resolved;

  /**
   * A codec of {@code type} as it is written in {@code declaring}, seen from {@code module}, which
   * may bind the type variables of its superclasses.
   */
  StructuredCodec(Class<?> module, Class<?> declaring, Type type) {
    this.module = module;
    this.declaring = declaring;
    this.type = type;
  }

  private CborType cbor() {
    CborType cbor = resolved;
    if (cbor == null) {
      cbor = CborType.of(module, declaring, type);
      resolved = cbor; // two threads may both resolve: the results are alike
    }
    return cbor;
  }

  @Override
  public void write(MessageWriter w, @Nullable Object value, String path, boolean validate)
      throws ValueException {
    if (value == null) {
      w.writeByte(Tag.NULL);
      return;
    }
    CborType cbor = cbor();
    if (!cbor.rawClass().isInstance(value)) {
      throw Mismatch.of(path, value, cbor.rawClass());
    }
    w.writeByte(Tag.CBOR);
    int lengthAt = w.position();
    w.writeInt(0);
    int bodyAt = w.position();
    try {
      cbor.writer().writeValue(w.asStream(), value);
    } catch (MessageOverflowException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw Diagnosis.unwritable(path, e);
    }
    w.patchInt(lengthAt, w.position() - bodyAt);
    if (validate) {
      check(cbor, value, w.toBuffer().slice(bodyAt, w.position() - bodyAt), path);
    }
  }

  private static void check(CborType cbor, Object value, ByteBuffer encoded, String path)
      throws ValueException {
    Object back;
    try {
      back = decode(cbor, encoded);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw Diagnosis.unreadable(path, e);
    }
    RoundTrip.check(path, value, back);
  }

  @Override
  public @Nullable Object read(MessageReader r, String path)
      throws ValueException, ProtocolException {
    int tag = r.readByte();
    if (tag == Tag.NULL) {
      return null;
    }
    if (tag != Tag.CBOR) {
      throw new ProtocolException("Unknown value tag " + tag + " for a structured value");
    }
    ByteBuffer encoded = r.view(r.readLength(1));
    CborType cbor = cbor();
    try {
      return decode(cbor, encoded);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw Diagnosis.unreadable(path, e);
    }
  }

  private static @Nullable Object decode(CborType cbor, ByteBuffer encoded) throws IOException {
    if (encoded.hasArray()) {
      return cbor.reader()
          .readValue(
              encoded.array(), encoded.arrayOffset() + encoded.position(), encoded.remaining());
    }
    byte[] copy = new byte[encoded.remaining()];
    encoded.get(copy);
    return cbor.reader().readValue(copy);
  }
}
