package io.faast.emulator.gcp.core;

/**
 * What a call needs to be allowed.
 *
 * @param name as Google's reference of permissions has it, such as {@code pubsub.topics.publish}
 * @param resource the relative name of what it touches, such as {@code projects/p/topics/t}; the
 *     project's for what is yet to be created there
 */
public record Permission(String name, String resource) {}
