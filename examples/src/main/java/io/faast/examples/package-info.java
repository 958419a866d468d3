/** What the examples share: choosing a provider, showing progress, printing statistics and cost. */
@NullMarked
package io.faast.examples;

import org.jspecify.annotations.NullMarked;
