package io.faast.worker;

import org.jspecify.annotations.Nullable;

/** Where a comparison is; put into words only when something differs. */
final class ValuePath {
  private final @Nullable ValuePath parent;
  private final String step;
  private final int index;
  private final boolean property;

  private ValuePath(@Nullable ValuePath parent, String step, int index, boolean property) {
    this.parent = parent;
    this.step = step;
    this.index = index;
    this.property = property;
  }

  static ValuePath root(String root) {
    return new ValuePath(null, root, -1, false);
  }

  /** Steps into a part that every value of the type has. */
  ValuePath part(String name) {
    return new ValuePath(this, name, -1, false);
  }

  /** Steps into a field of a class of the user's. */
  ValuePath property(String name) {
    return new ValuePath(this, name, -1, true);
  }

  boolean isProperty() {
    return property;
  }

  ValuePath index(int i) {
    return new ValuePath(this, "", i, false);
  }

  ValuePath key(@Nullable Object key) {
    if (key == null || key instanceof String || key instanceof Number || key instanceof Enum) {
      return new ValuePath(this, "[" + key + "]", -1, false);
    }
    return new ValuePath(this, "[" + key.getClass().getSimpleName() + "]", -1, false);
  }

  @Override
  public String toString() {
    if (parent == null) {
      return step;
    }
    if (index >= 0) {
      return parent + "[" + index + "]";
    }
    return parent + (step.startsWith("[") ? step : "." + step);
  }
}
