package io.faast.worker;

import org.jspecify.annotations.Nullable;

/** Writes and reads the values of one declared type. Thread-safe. */
interface ValueCodec {
  /**
   * Writes a tag and a body.
   *
   * @param path where the value is, for errors
   * @param validate whether to refuse a value that would come back different
   */
  void write(MessageWriter w, @Nullable Object value, String path, boolean validate)
      throws ValueException;

  /** Reads what {@link #write} wrote; the bytes may be hostile. */
  @Nullable Object read(MessageReader r, String path) throws ValueException, ProtocolException;
}
