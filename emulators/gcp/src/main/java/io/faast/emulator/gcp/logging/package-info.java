/** Cloud Logging: what instances print, and what Cloud Run and Cloud Build say of them. */
@NullMarked
package io.faast.emulator.gcp.logging;

import org.jspecify.annotations.NullMarked;
