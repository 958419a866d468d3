/** The jar audit: every jar of the local Maven repository goes through a function. */
@NullMarked
package io.faast.examples.audit;

import org.jspecify.annotations.NullMarked;
