/** A ray-traced picture whose tiles are computed by functions. */
@NullMarked
package io.faast.examples.picture;

import org.jspecify.annotations.NullMarked;
