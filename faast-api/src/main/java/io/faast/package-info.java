/**
 * What programs import. {@link io.faast.Faast} makes functions of a class; the {@link
 * io.faast.FaastModule} that it returns calls them, and tells what they did and cost.
 */
@NullMarked
package io.faast;

import org.jspecify.annotations.NullMarked;
