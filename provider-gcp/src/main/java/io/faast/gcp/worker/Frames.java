package io.faast.gcp.worker;

/**
 * How an attempt's output is laid out. The bodies of its numbered messages, in the order of their
 * numbers, are one sequence of bytes, made of frames: a type (byte), a length (int), and as many
 * bytes. So small items share a message, and a large one takes several.
 */
public final class Frames {
  /** An item of a stream. */
  public static final byte ITEM = 1;

  /** Bytes of a type and a length. */
  public static final int HEADER = 5;

  /** Most bytes in one message: few enough that a lost connection repeats little. */
  public static final int MESSAGE_BYTES = 1 << 20;

  private Frames() {}
}
