/** The rules, by area. A class here is called {@code …Rules}; its methods are {@code @Rule}s. */
@NullMarked
package io.faast.tck.rules;

import org.jspecify.annotations.NullMarked;
