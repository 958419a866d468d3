/** Tests of the readers of what jars say about themselves. */
@NullMarked
package io.faast.bundler.hints;

import org.jspecify.annotations.NullMarked;
