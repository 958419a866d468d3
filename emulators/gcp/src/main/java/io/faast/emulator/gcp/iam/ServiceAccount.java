package io.faast.emulator.gcp.iam;

import java.time.Instant;

/** A service account. */
public record ServiceAccount(
    String email, String uniqueId, String displayName, String description, Instant created) {}
