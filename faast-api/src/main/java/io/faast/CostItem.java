package io.faast;

import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * One line of a cost: something metered, its price, and the product of both.
 *
 * @param name a short stable name, such as {@code requests}
 * @param unit the unit of the amount, such as {@code request} or {@code GB-ms}
 * @param amount how much was used, in units
 * @param unitPrice the price of a unit in US dollars, or empty if unknown
 * @param source the document that the price is from
 * @param asOf the date of that document
 * @since 0.1.0
 */
public record CostItem(
    String name,
    String unit,
    double amount,
    OptionalDouble unitPrice,
    String source,
    LocalDate asOf) {
  /** Returns the cost in US dollars, or empty if the price is unknown: never 0 for that reason. */
  public OptionalDouble cost() {
    return unitPrice.isPresent()
        ? OptionalDouble.of(unitPrice.getAsDouble() * amount)
        : OptionalDouble.empty();
  }
}
