package io.faast.worker;

import java.io.Closeable;
import java.io.File;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Types that mean something in one process only, and what to write instead. */
final class TypeRules {
  private TypeRules() {}

  /** Returns what to do instead of sending the type, or null if nothing forbids it. */
  static @Nullable String refusal(Class<?> c) {
    if (c.isPrimitive() || c.isArray() || c == Object.class || c == String.class) {
      return null;
    }
    if (CompletionStage.class.isAssignableFrom(c) || Future.class.isAssignableFrom(c)) {
      return "declare the value itself: a call is asynchronous already";
    }
    if (BaseStream.class.isAssignableFrom(c) || Iterator.class.isAssignableFrom(c)) {
      return "send a List; only as a method's result, Stream, Iterator and Iterable travel item by item";
    }
    if (Closeable.class.isAssignableFrom(c)) {
      return "an open resource stays where it is: send its content, as a byte[] or a String";
    }
    if (Path.class.isAssignableFrom(c) || File.class.isAssignableFrom(c)) {
      return "a path means nothing on another machine: send the content, or the name as a String";
    }
    if (InetAddress.class.isAssignableFrom(c) || SocketAddress.class.isAssignableFrom(c)) {
      return "an address means something else on another machine: send the name as a String";
    }
    if (Thread.class.isAssignableFrom(c)
        || Executor.class.isAssignableFrom(c)
        || ThreadLocal.class.isAssignableFrom(c)
        || ClassLoader.class.isAssignableFrom(c)
        || c == Class.class
        || c.getName().startsWith("java.lang.reflect.")
        || c.getName().startsWith("java.util.concurrent.locks.")) {
      return "it belongs to this process: send data that the function can make its own from";
    }
    if (Throwable.class.isAssignableFrom(c)) {
      return "throw it instead, or send its message as a String";
    }
    if (c == Runnable.class
        || c == Callable.class
        || c.getName().startsWith("java.util.function.")
        || c.isHidden()
        || c.isSynthetic()) {
      return "code does not travel: send data, and choose what to run in the function";
    }
    return null;
  }
}
