package io.faast.bundler;

/** The operations of one member, most repetitions left out. Not thread-safe. */
final class OpList {
  private static final int WINDOW = 24;

  private final FactsTable table;
  private final Refs ops = new Refs();

  OpList(FactsTable table) {
    this.table = table;
  }

  void clear() {
    ops.size = 0;
  }

  void name(int kind, String name) {
    add(Op.of(kind, table.name(name)));
  }

  void member(int kind, int member) {
    add(Op.of(kind, member));
  }

  void feature(Feature feature) {
    add(Op.of(Op.FEATURE, feature.number));
  }

  private void add(int op) {
    for (int i = ops.size - 1; i >= 0 && i > ops.size - WINDOW; i--) {
      if (ops.values[i] == op) {
        return;
      }
    }
    ops.add(op);
  }

  /** Adds the number of the operations and the operations. */
  void addTo(Refs target) {
    target.add(ops.size);
    target.addAll(ops);
  }
}
