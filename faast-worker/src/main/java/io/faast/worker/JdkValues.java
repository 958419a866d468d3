package io.faast.worker;

import java.net.URL;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Equality of the JDK's own values, also of those that have no equals or the wrong one. */
final class JdkValues {
  private JdkValues() {}

  static boolean isOfTheJdk(Class<?> c) {
    ClassLoader loader = c.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  /** Compares two values of one class. */
  static boolean equal(ValuePath path, Object sent, Object back) throws ValueException {
    if (sent instanceof CharSequence
        || sent instanceof AtomicInteger
        || sent instanceof AtomicLong) {
      return sent.toString().equals(back.toString());
    }
    if (sent instanceof AtomicBoolean) {
      return sent.toString().equals(back.toString());
    }
    if (sent instanceof AtomicReference<?> a && back instanceof AtomicReference<?> b) {
      RoundTrip.compare(path.part("get()"), a.get(), b.get());
      return true;
    }
    if (sent instanceof Pattern a && back instanceof Pattern b) {
      return a.pattern().equals(b.pattern()) && a.flags() == b.flags();
    }
    if (sent instanceof URL a && back instanceof URL b) {
      return a.toExternalForm().equals(b.toExternalForm()); // its equals asks the network
    }
    return sent.equals(back);
  }

  static boolean overridesEquals(Class<?> c) {
    @Nullable Class<?> declaring = declaringEquals(c);
    return declaring != null && declaring != Object.class;
  }

  private static @Nullable Class<?> declaringEquals(Class<?> c) {
    try {
      return c.getMethod("equals", Object.class).getDeclaringClass();
    } catch (NoSuchMethodException e) {
      return null; // an interface: no object's class is one
    }
  }
}
