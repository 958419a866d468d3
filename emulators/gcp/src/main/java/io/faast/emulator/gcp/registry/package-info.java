/** Artifact Registry, as far as it keeps what functions are built into. */
@NullMarked
package io.faast.emulator.gcp.registry;

import org.jspecify.annotations.NullMarked;
