package io.faast.worker;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares two objects of one class of the user's, field by field, private ones too. */
final class Fields {
  /** The fields of a class, or null if it is in a module that does not open them. */
  private static final ClassValue<@Nullable List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected @Nullable List<Field> computeValue(Class<?> c) {
          return find(c);
        }
      };

  private Fields() {}

  static void compare(ValuePath path, Object sent, Object back) throws ValueException {
    List<Field> fields = FIELDS.get(sent.getClass());
    if (fields == null) {
      if (!sent.equals(back)) {
        throw Difference.of(
            path,
            "two " + sent.getClass().getTypeName() + " cannot be compared: its fields are closed",
            "open its package to io.faast.worker, or give it an equals method");
      }
      return;
    }
    if (inheritsState(sent.getClass()) && !sent.equals(back)) {
      throw Difference.between(path, sent, back);
    }
    for (Field field : fields) {
      // A transient field of a class with its own equality is a cache, else it is lost state.
      boolean isCache =
          Modifier.isTransient(field.getModifiers())
              && JdkValues.overridesEquals(sent.getClass())
              && sent.equals(back);
      if (!isCache) {
        compare(path.property(field.getName()), field, sent, back);
      }
    }
  }

  private static void compare(ValuePath path, Field field, Object sent, Object back)
      throws ValueException {
    Object a;
    Object b;
    try {
      a = field.get(sent);
      b = field.get(back);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("A field that was accessible is not any more", e);
    }
    RoundTrip.compare(path, a, b);
  }

  /** Whether the class extends a value class of the JDK, whose fields are closed. */
  private static boolean inheritsState(Class<?> type) {
    Class<?> c = type;
    while (c != null && !JdkValues.isOfTheJdk(c)) {
      c = c.getSuperclass();
    }
    return c != null
        && c != Record.class
        && !Collection.class.isAssignableFrom(c)
        && !Map.class.isAssignableFrom(c)
        && JdkValues.overridesEquals(c);
  }

  private static @Nullable List<Field> find(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != null && !JdkValues.isOfTheJdk(c); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          continue;
        }
        if (!field.trySetAccessible()) {
          return null;
        }
        fields.add(field);
      }
    }
    return List.copyOf(fields);
  }
}
