package io.faast.tck;

import io.faast.FaastModule;
import io.faast.tck.probe.Recording;

/**
 * A module that a rule opened.
 *
 * @param module the module
 * @param recording what passed between the engine and the provider
 * @param <M> the module's class
 * @since 0.1.0
 */
public record Opened<M>(FaastModule<M> module, Recording recording) {}
