/** Long-running operations, as all services have them. */
@NullMarked
package io.faast.emulator.gcp.operations;

import org.jspecify.annotations.NullMarked;
