package io.faast.tck;

import io.faast.tck.probe.Recording;

/**
 * How a module was refused.
 *
 * @param failure what it failed with, without the wrappers of futures
 * @param recording what reached the provider
 * @since 0.1.0
 */
public record Refusal(Throwable failure, Recording recording) {}
