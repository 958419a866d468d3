package io.faast.worker;

import org.jspecify.annotations.Nullable;

/** Words the error for a value that would arrive different. */
final class Difference {
  private static final int LONGEST = 60;

  private Difference() {}

  static ValueException between(ValuePath path, @Nullable Object sent, @Nullable Object back) {
    boolean sameType = sent != null && back != null && sent.getClass() == back.getClass();
    String found =
        sameType
            ? "this " + describe(sent) + " would arrive with another value"
            : describe(sent) + " would arrive as " + describe(back);
    boolean lost = path.isProperty() && (sameType || sent == null || back == null);
    return of(
        path,
        found,
        lost
            ? "give the field a public getter and setter (neither transient nor @JsonIgnore), or make"
                + " the class a record"
            : "declare the type that is sent, or send one that keeps its value");
  }

  static ValueException of(ValuePath path, String found, String advice) {
    return new ValueException(path.toString(), found, advice, null);
  }

  private static String describe(@Nullable Object o) {
    if (o == null) {
      return "null";
    }
    String type = o.getClass().getTypeName();
    if (o instanceof Number
        || o instanceof Character
        || o instanceof Boolean
        || o instanceof Enum) {
      String value = String.valueOf(o);
      return type + " " + (value.length() > LONGEST ? value.substring(0, LONGEST) + "..." : value);
    }
    return type;
  }
}
