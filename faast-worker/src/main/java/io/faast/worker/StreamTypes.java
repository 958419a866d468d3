package io.faast.worker;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.stream.Stream;

/** The declared result types whose items travel one by one. */
final class StreamTypes {
  private StreamTypes() {}

  static boolean isStreaming(Class<?> returned) {
    return returned == Stream.class || returned == Iterator.class || returned == Iterable.class;
  }

  /** Returns the type of the items; Object for a raw type. */
  static Type itemType(Type returned) {
    return returned instanceof ParameterizedType p ? p.getActualTypeArguments()[0] : Object.class;
  }
}
