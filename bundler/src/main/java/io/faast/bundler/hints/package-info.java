/**
 * What jars say about themselves: which classes they look up by name, and which resources and
 * native libraries belong to what. Everything here is a pure function of names and bytes; broken
 * input gives a note, never an exception.
 */
@NullMarked
package io.faast.bundler.hints;

import org.jspecify.annotations.NullMarked;
