/**
 * The conformance kit: rules that every provider keeps, and what runs and reports them.
 *
 * <p>A provider's project writes two classes: a {@link io.faast.tck.TckTarget}, and a JUnit suite
 * that names it.
 *
 * <pre>{@code
 * @TckSuite
 * @ConfigurationParameter(key = "faast.tck.target", value = "acme.AcmeTarget")
 * class AcmeTckTest {}
 * }</pre>
 */
@NullMarked
package io.faast.tck;

import org.jspecify.annotations.NullMarked;
