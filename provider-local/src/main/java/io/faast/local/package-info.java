/**
 * Functions in JVM processes on this machine: each worker is a child JVM that knows nothing but the
 * bundle, so what works here is complete. {@link io.faast.local.LocalOptions} is what users see.
 */
@NullMarked
package io.faast.local;

import org.jspecify.annotations.NullMarked;
