/** The modules whose functions the rules call. They know nothing of the kit. */
@NullMarked
package io.faast.tck.functions;

import org.jspecify.annotations.NullMarked;
