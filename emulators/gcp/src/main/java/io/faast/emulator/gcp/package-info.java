/**
 * A project of Google Cloud in this process, on loopback, for tests: start it with {@link
 * io.faast.emulator.gcp.GcpEmulator}, and point unmodified clients at its endpoints.
 */
@NullMarked
package io.faast.emulator.gcp;

import org.jspecify.annotations.NullMarked;
