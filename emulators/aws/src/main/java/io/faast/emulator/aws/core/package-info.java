/** What the emulated services share: requests, callers, faults, and the bill. */
@NullMarked
package io.faast.emulator.aws.core;

import org.jspecify.annotations.NullMarked;
