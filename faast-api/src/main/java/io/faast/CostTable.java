package io.faast;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;

/** How a cost is written down. */
final class CostTable {
  private CostTable() {}

  static String text(CostSnapshot cost) {
    StringBuilder out = new StringBuilder(256);
    double total = cost.total().orElse(0);
    for (CostItem item : cost.items()) {
      out.append(
          String.format(
              Locale.ROOT,
              "%-24s %18s %-10s %14s%s%n",
              item.name(),
              amount(item.amount()),
              item.unit(),
              dollars(item.cost()),
              share(item.cost(), total)));
    }
    out.append(
        String.format(
            Locale.ROOT,
            "%-24s %18s %-10s %14s%s%n",
            "total",
            "",
            "",
            dollars(cost.total()),
            cost.incomplete() ? "  incomplete: a price is unknown" : ""));
    out.append(
        String.format(
            Locale.ROOT,
            "%d calls, %d attempts, %.3f s billed, %.3f s measured, on %s",
            cost.calls(),
            cost.attempts(),
            cost.billed().toNanos() / 1e9,
            cost.measured().toNanos() / 1e9,
            cost.provider()));
    return out.toString();
  }

  static String csv(CostSnapshot cost) {
    StringBuilder out = new StringBuilder(256);
    out.append("meter,unit,amount,unit_price_usd,cost_usd,source,as_of\r\n");
    for (CostItem item : cost.items()) {
      out.append(quoted(item.name())).append(',');
      out.append(quoted(item.unit())).append(',');
      out.append(number(OptionalDouble.of(item.amount()))).append(',');
      out.append(number(item.unitPrice())).append(',');
      out.append(number(item.cost())).append(',');
      out.append(quoted(item.source())).append(',');
      out.append(item.asOf()).append("\r\n");
    }
    return out.toString();
  }

  private static String share(OptionalDouble cost, double total) {
    // A total of zero has no shares.
    return cost.isEmpty() || total <= 0
        ? ""
        : String.format(Locale.ROOT, "  %5.1f%%", 100 * cost.getAsDouble() / total);
  }

  private static String dollars(OptionalDouble cost) {
    return cost.isEmpty() ? "unknown" : String.format(Locale.ROOT, "$%.8f", cost.getAsDouble());
  }

  private static String amount(double amount) {
    return amount == Math.rint(amount) && Math.abs(amount) < 1e15
        ? String.format(Locale.ROOT, "%d", (long) amount)
        : String.format(Locale.ROOT, "%.3f", amount);
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty() ? "" : BigDecimal.valueOf(value.getAsDouble()).toPlainString();
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
