/** Tests of the kit itself. */
@NullMarked
package io.faast.tck;

import org.jspecify.annotations.NullMarked;
