package io.faast.worker;

import java.util.function.Function;

/**
 * Takes exceptions over the wire, as their own type where the receiver can rebuild it. Uses neither
 * Java serialization nor, unless an exception has structured fields, Jackson. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ThrowableCodec {
  private ThrowableCodec() {}

  /**
   * Writes a throwable: its class names, message, stack trace, cause, suppressed throwables and
   * those of its fields that can travel. Cycles are cut; very long messages (1 MiB), deep stacks
   * (1,024 frames) and long chains (64 levels, 256 throwables) are cut and say so. Never fails,
   * whatever the throwable's own methods do.
   */
  public static void write(MessageWriter w, Throwable t) {
    new ThrowableWriter(w).write(t);
  }

  /**
   * Reads a throwable without loading any class.
   *
   * @throws ProtocolException if the bytes are not those of a throwable
   */
  public static RemoteThrowable read(MessageReader r) throws ProtocolException {
    return new ThrowableReader(r).read();
  }

  /**
   * Rebuilds a throwable as its own type, with message, cause, suppressed throwables, stack trace
   * and fields. No class is initialised before it is known to be a subclass of Throwable.
   *
   * @param loader loads its class
   * @param otherwise stands in for a throwable (also within the chain) whose class is absent, is no
   *     Throwable, or does not give the same message back
   */
  public static Throwable rebuild(
      RemoteThrowable remote, ClassLoader loader, Function<RemoteThrowable, Throwable> otherwise) {
    return new ThrowableBuilder(loader, otherwise).build(remote);
  }
}
