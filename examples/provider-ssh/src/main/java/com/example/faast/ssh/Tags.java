package com.example.faast.ssh;

import io.faast.spi.RunTag;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** The tag of a run as a line of text without spaces in its parts. */
final class Tags {
  private Tags() {}

  static String text(RunTag run) {
    return run.runId()
        + " "
        + URLEncoder.encode(run.owner(), StandardCharsets.UTF_8)
        + " "
        + run.created();
  }

  /** Reads a tag; what anybody may have written there can be anything. */
  static Optional<RunTag> parse(String text) {
    String[] parts = text.strip().split(" ", -1);
    if (parts.length != 3 || !parts[0].matches("[a-z0-9-]{1,40}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RunTag(
              parts[0],
              URLDecoder.decode(parts[1], StandardCharsets.UTF_8),
              Instant.parse(parts[2])));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
