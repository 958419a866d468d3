package io.faast.worker;

import java.io.OutputStream;

/** Appends to a message. */
final class MessageOutputStream extends OutputStream {
  private final MessageWriter writer;

  MessageOutputStream(MessageWriter writer) {
    this.writer = writer;
  }

  @Override
  public void write(int b) {
    writer.writeByte(b);
  }

  @Override
  public void write(byte[] b, int off, int len) {
    writer.writeBytes(b, off, len);
  }
}
