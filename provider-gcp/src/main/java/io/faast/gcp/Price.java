package io.faast.gcp;

import java.time.LocalDate;

/**
 * What one unit of a meter costs.
 *
 * @param usd in US dollars
 * @param source the document that says so
 * @param asOf the date of that document, or of the look-up
 */
record Price(double usd, String source, LocalDate asOf) {}
