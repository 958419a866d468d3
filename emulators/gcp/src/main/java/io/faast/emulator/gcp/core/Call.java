package io.faast.emulator.gcp.core;

import io.faast.emulator.core.Fault;
import io.faast.emulator.core.Request;
import org.jspecify.annotations.Nullable;

/**
 * A call that is allowed, on its way to what handles it.
 *
 * @param fault what is to go wrong within the service, or null
 */
public record Call(Request request, Caller caller, ApiCall api, @Nullable Fault fault) {}
