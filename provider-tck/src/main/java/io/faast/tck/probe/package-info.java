/** What rules look through: recorders, fault injectors and raw calls around a provider. */
@NullMarked
package io.faast.tck.probe;

import org.jspecify.annotations.NullMarked;
