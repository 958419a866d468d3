package io.faast.worker;

import org.jspecify.annotations.Nullable;

/** Where a comparison is; put into words only when something differs. */
final class ValuePath {
  private final @Nullable ValuePath parent;
  private final String step;
  private final int index;

  private ValuePath(@Nullable ValuePath parent, String step, int index) {
    this.parent = parent;
    this.step = step;
    this.index = index;
  }

  static ValuePath root(String root) {
    return new ValuePath(null, root, -1);
  }

  ValuePath field(String name) {
    return new ValuePath(this, name, -1);
  }

  ValuePath index(int i) {
    return new ValuePath(this, "", i);
  }

  ValuePath key(@Nullable Object key) {
    if (key == null || key instanceof String || key instanceof Number || key instanceof Enum) {
      return new ValuePath(this, "[" + key + "]", -1);
    }
    return new ValuePath(this, "[" + key.getClass().getSimpleName() + "]", -1);
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
