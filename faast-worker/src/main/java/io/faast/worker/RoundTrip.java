package io.faast.worker;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was sent with what would arrive, down to the last field. It ends on any input: what
 * would arrive was built from bytes, so it is a finite tree, and the walk stops where they differ.
 */
final class RoundTrip {
  private RoundTrip() {}

  /** Throws unless both are the same value. */
  static void check(String root, @Nullable Object sent, @Nullable Object back)
      throws ValueException {
    compare(ValuePath.root(root), sent, back);
  }

  static void compare(ValuePath path, @Nullable Object sent, @Nullable Object back)
      throws ValueException {
    if (sent == back) {
      return;
    }
    if (sent == null || back == null) {
      throw Difference.between(path, sent, back);
    }
    if (sent instanceof Map<?, ?> a && back instanceof Map<?, ?> b) {
      CollectionComparison.maps(path, a, b);
    } else if (sent instanceof Collection<?> a && back instanceof Collection<?> b) {
      CollectionComparison.collections(path, a, b);
    } else if (sent instanceof Map.Entry<?, ?> a && back instanceof Map.Entry<?, ?> b) {
      compare(path.part("key"), a.getKey(), b.getKey());
      compare(path.part("value"), a.getValue(), b.getValue());
    } else if (sent.getClass() != back.getClass()) {
      throw Difference.between(path, sent, back);
    } else if (sent.getClass().isArray()) {
      arrays(path, sent, back);
    } else if (sent instanceof Optional<?> a && back instanceof Optional<?> b) {
      compare(path.part("get()"), a.orElse(null), b.orElse(null));
    } else if (JdkValues.isOfTheJdk(sent.getClass())) {
      if (!JdkValues.equal(path, sent, back)) {
        throw Difference.between(path, sent, back);
      }
    } else {
      Fields.compare(path, sent, back);
    }
  }

  private static void arrays(ValuePath path, Object sent, Object back) throws ValueException {
    if (sent instanceof Object[] a && back instanceof Object[] b) {
      if (a.length != b.length) {
        throw Difference.between(path, sent, back);
      }
      for (int i = 0; i < a.length; i++) {
        compare(path.index(i), a[i], b[i]);
      }
    } else if (!Arrays.deepEquals(new Object[] {sent}, new Object[] {back})) {
      throw Difference.between(path, sent, back); // deepEquals tells -0 from 0, and finds NaN equal
    }
  }
}
