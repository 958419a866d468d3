/**
 * The shapes of the methods that can be functions: static and instance, by arity and by what they
 * return. A program names them only to say which of several overloaded methods it means.
 */
@NullMarked
package io.faast.function;

import org.jspecify.annotations.NullMarked;
