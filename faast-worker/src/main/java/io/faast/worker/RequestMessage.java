package io.faast.worker;

import java.nio.ByteBuffer;

/**
 * The head of a request; the encoded arguments follow it.
 *
 * @param call the number of the call
 * @param attempt 1 for the call's first attempt
 * @param function the {@link FunctionId} of the method
 * @param stream whether items are expected
 * @param validate whether results are checked to survive the way back
 * @param timeoutMillis how long the function may run, in ms; 0 for no limit
 * @since 0.1.0
 */
public record RequestMessage(
    long call, int attempt, String function, boolean stream, boolean validate, long timeoutMillis) {
  private static final int FLAG_STREAM = 1;
  private static final int FLAG_VALIDATE = 2;

  /** Writes this head. Write the arguments next, with {@link MethodCodec#writeArguments}. */
  public void writeTo(MessageWriter w) {
    int flags = (stream ? FLAG_STREAM : 0) | (validate ? FLAG_VALIDATE : 0);
    Wire.writeHead(w, Wire.KIND_REQUEST, flags, attempt, call);
    w.writeLong(timeoutMillis);
    w.writeString(function);
  }

  /**
   * Reads a head; the reader then stands before the arguments.
   *
   * @throws ProtocolException if this is no request, or of another protocol version
   */
  public static RequestMessage read(MessageReader r) throws ProtocolException {
    int kind = Wire.readKind(r);
    if (kind != Wire.KIND_REQUEST) {
      throw new ProtocolException("Not a request: the message is of kind " + kind);
    }
    int flags = r.readByte();
    int attempt = r.readInt();
    long call = r.readLong();
    long timeoutMillis = r.readLong();
    String function = r.readText();
    return new RequestMessage(
        call,
        attempt,
        function,
        (flags & FLAG_STREAM) != 0,
        (flags & FLAG_VALIDATE) != 0,
        timeoutMillis);
  }

  /**
   * Returns the same request for another attempt: {@code request} itself if it has that number
   * already, else a changed copy. The position of {@code request} is its first byte, and does not
   * move.
   */
  public static ByteBuffer withAttempt(ByteBuffer request, int attempt) {
    int at = request.position() + Wire.ATTEMPT_AT;
    ByteBuffer whole = request.duplicate(); // big-endian, whatever the order of the original
    if (whole.getInt(at) == attempt) {
      return request;
    }
    byte[] copy = new byte[whole.remaining()];
    whole.get(copy);
    ByteBuffer changed = ByteBuffer.wrap(copy);
    changed.putInt(Wire.ATTEMPT_AT, attempt);
    return changed;
  }
}
