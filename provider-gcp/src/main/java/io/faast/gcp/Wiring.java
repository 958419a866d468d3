package io.faast.gcp;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of a run travel.
 *
 * @param function name of the function, and of the service that it runs as
 * @param uri where it is called
 * @param tokens what calls are allowed by
 * @param responses full name of the topic that answers and items come by, or null if there is none
 * @param requests full name of the topic that calls go by, or null if they go directly
 * @param labels of everything that is created later
 */
record Wiring(
    String function,
    URI uri,
    IdTokens tokens,
    @Nullable String responses,
    @Nullable String requests,
    Map<String, String> labels) {}
