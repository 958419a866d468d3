package io.faast.emulator.gcp.run;

import io.faast.emulator.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended.
 *
 * @param instance the id of the instance that had it, or null
 * @param why what Cloud Run logs if it says no itself, or null
 */
record Served(Response response, @Nullable String instance, @Nullable String why) {}
