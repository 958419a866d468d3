package io.faast.emulator.gcp.run;

import io.faast.emulator.core.HttpCalls;
import io.faast.emulator.core.Starts;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.iam.Identities;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all instances run on.
 *
 * @param queueWait how long a request waits for an instance at most
 * @param startLimit how long an instance may take until it listens
 * @param idleLimit how long an instance without requests is kept
 */
record Machine(
    Place place,
    Meters meters,
    Identities identities,
    InstanceCommand command,
    HttpCalls calls,
    Starts starts,
    ScheduledExecutorService clock,
    Duration queueWait,
    Duration startLimit,
    Duration idleLimit) {}
