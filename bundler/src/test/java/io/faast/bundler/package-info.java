/** Tests of the bundler. */
@NullMarked
package io.faast.bundler;

import org.jspecify.annotations.NullMarked;
