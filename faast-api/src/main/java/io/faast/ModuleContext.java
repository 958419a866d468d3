package io.faast;

import io.faast.engine.Engine;
import java.time.Duration;

/**
 * What a module and all its views share.
 *
 * @param functions its functions
 * @param engine calls them
 * @param concurrency how many attempts run at once
 * @param maxQueued how many calls may wait
 * @param timeout the longest run of an attempt
 */
record ModuleContext(
    FunctionTable functions, Engine engine, int concurrency, int maxQueued, Duration timeout) {}
