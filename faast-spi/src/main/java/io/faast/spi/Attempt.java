package io.faast.spi;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One attempt of one call.
 *
 * @param call the number of the call, unique in the run
 * @param number 1 for the call's first attempt; retries and speculative copies count on
 * @param function the function's name, for logs and error messages
 * @param request the encoded request. Shared with other attempts: read a {@link
 *     ByteBuffer#duplicate()}, never change its bytes
 * @param stream whether the function produces a stream of items
 * @param timeout how long the function may run
 * @since 0.1.0
 */
public record Attempt(
    long call, int number, String function, ByteBuffer request, boolean stream, Duration timeout) {}
