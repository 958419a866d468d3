package io.faast;

/**
 * Something that goes on until it is closed. Closing it again has no effect.
 *
 * @since 0.1.0
 */
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
