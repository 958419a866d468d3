/** The price list. */
@NullMarked
package io.faast.emulator.aws.pricing;

import org.jspecify.annotations.NullMarked;
