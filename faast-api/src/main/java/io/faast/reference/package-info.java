/**
 * (Internal.) Finds the method that a serializable method reference refers to, and refuses whatever
 * else a lambda expression can be, in a sentence that says what to write instead.
 */
@NullMarked
package io.faast.reference;

import org.jspecify.annotations.NullMarked;
