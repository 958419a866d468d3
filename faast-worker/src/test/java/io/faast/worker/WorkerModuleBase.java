package io.faast.worker;

import java.util.List;

/** Not public: its methods are reached through bridges of its public subclass. */
class WorkerModuleBase<T> {
  public List<T> twiceInherited(T value) {
    return List.of(value, value);
  }
}
