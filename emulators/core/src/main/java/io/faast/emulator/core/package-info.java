/**
 * What the emulators of clouds share: the HTTP server, faults, the log of calls, and what runs
 * functions in processes. It knows no cloud.
 */
@NullMarked
package io.faast.emulator.core;

import org.jspecify.annotations.NullMarked;
