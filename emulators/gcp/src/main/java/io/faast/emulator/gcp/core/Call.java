package io.faast.emulator.gcp.core;

import io.faast.emulator.core.Fault;
import io.faast.emulator.core.Request;

/**
 * A call that is allowed, on its way to what handles it.
 *
 * @param fault what is to go wrong within the service; {@link Admission#NONE} if nothing
 */
public record Call(Request request, Caller caller, ApiCall api, Fault fault) {}
