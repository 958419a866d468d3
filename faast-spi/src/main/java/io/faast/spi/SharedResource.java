package io.faast.spi;

/**
 * Something that runs share and leave for later ones, such as a role.
 *
 * @param type what it is, such as {@code role}
 * @param id names it to the provider
 * @param needed whether a run is there that may still need it
 * @since 0.1.0
 */
public record SharedResource(String type, String id, boolean needed) {}
