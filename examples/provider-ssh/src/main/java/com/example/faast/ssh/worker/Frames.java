package com.example.faast.ssh.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What client and worker say to each other: a frame is the length of its body (4 bytes,
 * big-endian), its type (1 byte), and the body.
 */
public final class Frames {
  /** Worker to client, first: standard input is the worker's now, not the shell's. */
  public static final int HELLO = 1;

  /** Worker to client, once: the module is built, calls can come. */
  public static final int READY = 2;

  /** Worker to client: one item of a stream. */
  public static final int ITEM = 3;

  /** Worker to client: the answer to the call. */
  public static final int DONE = 4;

  /** Worker to client: the answer to the call, which left the worker unfit for another one. */
  public static final int DONE_UNFIT = 5;

  /** Client to worker, once: a {@link WorkerOrder}. */
  public static final int ORDER = 16;

  /** Client to worker: an encoded request. */
  public static final int CALL = 17;

  /** Client to worker: stop; call (8 bytes) and attempt (4 bytes). */
  public static final int CANCEL = 18;

  /** Client to worker: produce more; call (8), attempt (4), number of items (8). */
  public static final int GRANT = 19;

  /** What a body may have beyond the payload limit: the answer's own header, and errors. */
  private static final int SLACK = 1 << 20;

  private Frames() {}

  /** Writes and flushes a frame. */
  public static void write(DataOutputStream out, int type, ByteBuffer body) throws IOException {
    byte[] bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    out.writeInt(bytes.length);
    out.writeByte(type);
    out.write(bytes);
    out.flush();
  }

  /**
   * Reads the body of the next frame after its type; the other side may be broken or hostile, so
   * that a length is believed only up to what it may be.
   */
  public static ByteBuffer body(DataInputStream in, int length, int mostPayload)
      throws IOException {
    if (length < 0 || length > mostPayload + SLACK) {
      throw new IOException("a frame says that it has " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("a frame broke off after " + bytes.length + " of " + length + " bytes");
    }
    return ByteBuffer.wrap(bytes);
  }
}
