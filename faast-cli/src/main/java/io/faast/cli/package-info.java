/** The {@code faast} command. */
@NullMarked
package io.faast.cli;

import org.jspecify.annotations.NullMarked;
