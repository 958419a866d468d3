/** What the emulated services of Google Cloud share: callers, operations, errors and the bill. */
@NullMarked
package io.faast.emulator.gcp.core;

import org.jspecify.annotations.NullMarked;
