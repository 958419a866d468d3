package io.faast.aws;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of a run travel.
 *
 * @param functionArn the function
 * @param called what is called: the function, or its version that begins with a snapshot
 * @param responses URL of the queue that answers and items come by, or null if there is none
 * @param byQueue whether calls are events whose answers come by the queue
 * @param tags of everything that is created later
 */
record Wiring(
    String functionArn,
    String called,
    @Nullable String responses,
    boolean byQueue,
    Map<String, String> tags) {}
