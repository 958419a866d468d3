/** The HTTP server that the emulated services answer through. */
@NullMarked
package io.faast.emulator.aws.http;

import org.jspecify.annotations.NullMarked;
