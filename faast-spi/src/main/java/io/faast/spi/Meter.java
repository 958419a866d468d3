package io.faast.spi;

import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * Something that is metered, and its price.
 *
 * @param name a short stable name, such as {@code requests}
 * @param unit the unit of its amounts, such as {@code request} or {@code GB-ms}
 * @param unitPrice the price of one unit, in US dollars; empty if unknown, which makes a cost
 *     incomplete, never 0
 * @param source the document that the price is from
 * @param asOf the date of that document, or of the look-up
 * @since 0.1.0
 */
public record Meter(
    String name, String unit, OptionalDouble unitPrice, String source, LocalDate asOf) {}
