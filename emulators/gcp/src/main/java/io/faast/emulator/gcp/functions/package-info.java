/** Cloud Functions, version 2: uploads, builds, and functions that become services of Cloud Run. */
@NullMarked
package io.faast.emulator.gcp.functions;

import org.jspecify.annotations.NullMarked;
