package io.faast;

/** Something that goes on until it is closed. Closing it again has no effect. */
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
