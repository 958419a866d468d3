package io.faast.local.worker;

import java.nio.ByteBuffer;

/**
 * What client and worker say to each other: a frame is the length of its body (4 bytes,
 * big-endian), its type (1 byte), and the body.
 */
public final class Frames {
  /** Bytes before the body: length and type. */
  public static final int HEADER = 5;

  /** Bytes of the secret with which a worker proves that the client started it. */
  public static final int TOKEN = 32;

  /** Bytes that a body may have beyond the payload limit: the answer's own header, and errors. */
  public static final int SLACK = 1 << 20;

  /** Worker to client, first: number of the worker (4 bytes) and its token. */
  public static final int HELLO = 1;

  /** Worker to client, once: the module is built, calls can come. */
  public static final int READY = 2;

  /** Worker to client: one item of a stream. */
  public static final int ITEM = 3;

  /** Worker to client: the answer to the call. */
  public static final int DONE = 4;

  /** Worker to client: the answer to the call, which left the worker unfit for another one. */
  public static final int DONE_UNFIT = 5;

  /** Client to worker: an encoded request. */
  public static final int CALL = 16;

  /** Client to worker: an encoded request whose answer is a stream. */
  public static final int STREAM = 17;

  /** Client to worker: stop; call (8 bytes) and attempt (4 bytes). */
  public static final int CANCEL = 18;

  /** Client to worker: produce more; call (8), attempt (4), number of items (8). */
  public static final int GRANT = 19;

  private Frames() {}

  /** Returns the header of a frame, ready to be written. */
  public static ByteBuffer header(int type, int length) {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    putHeader(header, type, length);
    return header.flip();
  }

  /** Puts the header of a frame. */
  public static void putHeader(ByteBuffer target, int type, int length) {
    target.putInt(length).put((byte) type);
  }
}
