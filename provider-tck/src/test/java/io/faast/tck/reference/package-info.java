/** A small conformant provider, which the kit's own tests try the kit on. */
@NullMarked
package io.faast.tck.reference;

import org.jspecify.annotations.NullMarked;
