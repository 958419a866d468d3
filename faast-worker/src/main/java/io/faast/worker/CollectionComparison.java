package io.faast.worker;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Compares collections as their declared type sees them, which is the type that arrives: a list of
 * another class is the same list. Order counts unless what arrives keeps none.
 */
final class CollectionComparison {
  private CollectionComparison() {}

  static void collections(ValuePath path, Collection<?> sent, Collection<?> back)
      throws ValueException {
    if (back instanceof List
        && !(sent instanceof List)
        && (sent instanceof PriorityQueue || sent instanceof PriorityBlockingQueue)) {
      throw Difference.between(path, sent, back);
    }
    if (sent.size() != back.size()) {
      throw size(path, sent.size(), back.size());
    }
    if (!sameComparator(sent, back)) {
      throw comparator(path, sent);
    }
    extraFields(path, sent, back);
    if (back instanceof HashSet && !(back instanceof LinkedHashSet)) {
      unordered(path, sent, (Set<?>) back);
      return;
    }
    Iterator<?> b = back.iterator();
    int i = 0;
    for (Object a : sent) {
      RoundTrip.compare(path.index(i++), a, b.next());
    }
  }

  static void maps(ValuePath path, Map<?, ?> sent, Map<?, ?> back) throws ValueException {
    if (sent.size() != back.size()) {
      throw size(path, sent.size(), back.size());
    }
    if (back instanceof SortedMap<?, ?> b
        && b.comparator() != (sent instanceof SortedMap<?, ?> a ? a.comparator() : null)) {
      throw comparator(path, sent);
    }
    extraFields(path, sent, back);
    boolean unordered =
        (back instanceof HashMap && !(back instanceof LinkedHashMap))
            || back instanceof ConcurrentHashMap;
    if (unordered) {
      for (Map.Entry<?, ?> a : sent.entrySet()) {
        if (!back.containsKey(a.getKey())) {
          throw key(path, a.getKey());
        }
        RoundTrip.compare(path.key(a.getKey()), a.getValue(), back.get(a.getKey()));
      }
      return;
    }
    Iterator<? extends Map.Entry<?, ?>> b = back.entrySet().iterator();
    for (Map.Entry<?, ?> a : sent.entrySet()) {
      Map.Entry<?, ?> other = b.next();
      RoundTrip.compare(path.key(a.getKey()).part("key"), a.getKey(), other.getKey());
      RoundTrip.compare(path.key(a.getKey()), a.getValue(), other.getValue());
    }
  }

  private static void unordered(ValuePath path, Collection<?> sent, Set<?> back)
      throws ValueException {
    int i = 0;
    for (Object a : sent) {
      if (!back.contains(a)) {
        throw Difference.of(
            path.index(i),
            "the set that would arrive does not contain an equal element",
            "give the element's class equals and hashCode (a record has them), and declare the type"
                + " that is sent");
      }
      i++;
    }
  }

  private static boolean sameComparator(Collection<?> sent, Collection<?> back) {
    return !isSortedAs(back) || comparatorOf(sent) == comparatorOf(back);
  }

  private static boolean isSortedAs(Collection<?> back) {
    return back instanceof SortedSet
        || back instanceof PriorityQueue
        || back instanceof PriorityBlockingQueue;
  }

  private static @Nullable Comparator<?> comparatorOf(Collection<?> c) {
    if (c instanceof SortedSet<?> s) {
      return s.comparator();
    }
    if (c instanceof PriorityQueue<?> q) {
      return q.comparator();
    }
    return c instanceof PriorityBlockingQueue<?> q ? q.comparator() : null;
  }

  /** A collection class of the user's own may have state besides its elements. */
  private static void extraFields(ValuePath path, Object sent, Object back) throws ValueException {
    if (sent.getClass() == back.getClass() && !JdkValues.isOfTheJdk(sent.getClass())) {
      Fields.compare(path, sent, back);
    }
  }

  private static ValueException size(ValuePath path, int sent, int back) {
    return Difference.of(
        path,
        sent + " elements would arrive as " + back,
        "send a collection whose elements stay distinct on the way");
  }

  private static ValueException comparator(ValuePath path, Object sent) {
    return Difference.of(
        path,
        sent.getClass().getTypeName() + " is ordered by a comparator, which does not travel",
        "declare a List, Set or Map, and sort it where it arrives");
  }

  private static ValueException key(ValuePath path, @Nullable Object key) {
    return Difference.of(
        path.key(key),
        "the map that would arrive does not contain an equal key",
        "use keys of a declared type with equals and hashCode, such as String, a number or an enum");
  }
}
