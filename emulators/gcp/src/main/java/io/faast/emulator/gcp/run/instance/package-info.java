/** What runs in an instance before Google's functions invoker does. */
@NullMarked
package io.faast.emulator.gcp.run.instance;

import org.jspecify.annotations.NullMarked;
