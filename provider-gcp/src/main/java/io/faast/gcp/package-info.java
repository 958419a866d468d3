/**
 * Functions in Google's Cloud Run functions. Users name {@link io.faast.gcp.GcpOptions}; the rest
 * is found by its provider's name, {@code gcp}.
 */
@NullMarked
package io.faast.gcp;

import org.jspecify.annotations.NullMarked;
