package io.faast;

import java.util.List;

/** Not public: its methods are called through a bridge, which has lost its generic types. */
class SampleBase<T> {
  public T same(T value) {
    return value;
  }

  public List<T> listed(T value) {
    return List.of(value);
  }
}
