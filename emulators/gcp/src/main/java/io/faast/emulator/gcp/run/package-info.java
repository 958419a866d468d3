/** Cloud Run: the front end that functions are called through, and their instances. */
@NullMarked
package io.faast.emulator.gcp.run;

import org.jspecify.annotations.NullMarked;
