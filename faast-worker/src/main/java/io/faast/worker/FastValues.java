package io.faast.worker;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Values that travel without Jackson: null, boxed primitives, strings and primitive arrays. */
final class FastValues {
  private FastValues() {}

  /**
   * Writes {@code v} with its tag, or writes nothing and returns false if it is not of these types.
   */
  static boolean write(MessageWriter w, @Nullable Object v) {
    if (v == null) {
      w.writeByte(Tag.NULL);
    } else if (v instanceof String s) {
      w.writeByte(Tag.STRING);
      w.writeString(s);
    } else if (v instanceof Integer i) {
      w.writeByte(Tag.INT);
      w.writeInt(i);
    } else if (v instanceof Long l) {
      w.writeByte(Tag.LONG);
      w.writeLong(l);
    } else if (v instanceof Double d) {
      w.writeByte(Tag.DOUBLE);
      w.writeDouble(d);
    } else if (v instanceof Boolean b) {
      w.writeByte(b ? Tag.TRUE : Tag.FALSE);
    } else if (v instanceof byte[] bytes) {
      w.writeByte(Tag.BYTES);
      w.writeInt(bytes.length);
      w.writeBytes(bytes, 0, bytes.length);
    } else {
      return writeRare(w, v);
    }
    return true;
  }

  private static boolean writeRare(MessageWriter w, Object v) {
    if (v instanceof Byte b) {
      w.writeByte(Tag.BYTE);
      w.writeByte(b);
    } else if (v instanceof Short s) {
      w.writeByte(Tag.SHORT);
      w.writeShort(s);
    } else if (v instanceof Character c) {
      w.writeByte(Tag.CHAR);
      w.writeShort(c);
    } else if (v instanceof Float f) {
      w.writeByte(Tag.FLOAT);
      w.writeFloat(f);
    } else if (v instanceof int[] a) {
      array(w, Tag.INTS, a.length, 4).asIntBuffer().put(a);
    } else if (v instanceof long[] a) {
      array(w, Tag.LONGS, a.length, 8).asLongBuffer().put(a);
    } else if (v instanceof double[] a) {
      array(w, Tag.DOUBLES, a.length, 8).asDoubleBuffer().put(a);
    } else if (v instanceof float[] a) {
      array(w, Tag.FLOATS, a.length, 4).asFloatBuffer().put(a);
    } else if (v instanceof char[] a) {
      array(w, Tag.CHARS, a.length, 2).asCharBuffer().put(a);
    } else if (v instanceof short[] a) {
      array(w, Tag.SHORTS, a.length, 2).asShortBuffer().put(a);
    } else if (v instanceof boolean[] a) {
      ByteBuffer view = array(w, Tag.BOOLEANS, a.length, 1);
      for (boolean b : a) {
        view.put((byte) (b ? 1 : 0));
      }
    } else {
      return false;
    }
    return true;
  }

  private static ByteBuffer array(MessageWriter w, int tag, int length, int elementBytes) {
    w.writeByte(tag);
    w.writeInt(length);
    return w.view((long) length * elementBytes);
  }

  /** Reads the body that follows {@code tag}. */
  static @Nullable Object read(int tag, MessageReader r) throws ProtocolException {
    return switch (tag) {
      case Tag.NULL -> null;
      case Tag.FALSE -> false;
      case Tag.TRUE -> true;
      case Tag.BYTE -> r.readByte();
      case Tag.SHORT -> r.readShort();
      case Tag.CHAR -> (char) r.readShort();
      case Tag.INT -> r.readInt();
      case Tag.LONG -> r.readLong();
      case Tag.FLOAT -> r.readFloat();
      case Tag.DOUBLE -> r.readDouble();
      case Tag.STRING -> r.readText();
      case Tag.BYTES -> r.readBytes(r.readLength(1));
      default -> readArray(tag, r);
    };
  }

  private static Object readArray(int tag, MessageReader r) throws ProtocolException {
    return switch (tag) {
      case Tag.INTS -> {
        int[] ints = new int[r.readLength(4)];
        r.view(4 * ints.length).asIntBuffer().get(ints);
        yield ints;
      }
      case Tag.LONGS -> {
        long[] longs = new long[r.readLength(8)];
        r.view(8 * longs.length).asLongBuffer().get(longs);
        yield longs;
      }
      case Tag.DOUBLES -> {
        double[] doubles = new double[r.readLength(8)];
        r.view(8 * doubles.length).asDoubleBuffer().get(doubles);
        yield doubles;
      }
      case Tag.FLOATS -> {
        float[] floats = new float[r.readLength(4)];
        r.view(4 * floats.length).asFloatBuffer().get(floats);
        yield floats;
      }
      case Tag.CHARS -> {
        char[] chars = new char[r.readLength(2)];
        r.view(2 * chars.length).asCharBuffer().get(chars);
        yield chars;
      }
      case Tag.SHORTS -> {
        short[] shorts = new short[r.readLength(2)];
        r.view(2 * shorts.length).asShortBuffer().get(shorts);
        yield shorts;
      }
      case Tag.BOOLEANS -> {
        boolean[] booleans = new boolean[r.readLength(1)];
        for (int i = 0; i < booleans.length; i++) {
          booleans[i] = r.readByte() != 0;
        }
        yield booleans;
      }
      default -> throw new ProtocolException("Unknown value tag " + tag);
    };
  }
}
