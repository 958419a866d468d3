package io.faast.aws;

import io.faast.spi.RunTag;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a run's tag as tags of AWS, and reads it again. */
final class Tags {
  static final String RUN = "faast:run";
  static final String OWNER = "faast:owner";
  static final String CREATED = "faast:created";

  /** Which process holds the run. */
  static final String CLIENT = "faast:client";

  /** Until when the run is held, if its client does not say so again; on functions only. */
  static final String ALIVE_UNTIL = "faast:alive-until";

  /** Marks the role, with the version of its policy. */
  static final String ROLE = "faast:role";

  /** The most characters that AWS takes as the value of a tag. */
  static final int MAX_VALUE = 256;

  private Tags() {}

  /** Returns the tags of a run's resources, the user's own included. */
  static Map<String, String> of(RunTag run, Map<String, String> own) {
    Map<String, String> tags = new LinkedHashMap<>(own);
    tags.put(RUN, run.runId());
    tags.put(OWNER, escaped(run.owner()));
    tags.put(CREATED, run.created().toString());
    tags.put(CLIENT, ClientMark.ofThisProcess());
    return tags;
  }

  /** Returns the run that tags tell of, or null if they are not ours or damaged. */
  static @Nullable RunTag read(Map<String, String> tags) {
    String run = tags.get(RUN);
    String owner = tags.get(OWNER);
    String created = tags.get(CREATED);
    if (run == null || owner == null || created == null) {
      return null;
    }
    try {
      return new RunTag(run, unescaped(owner), Instant.parse(created));
    } catch (DateTimeException | IllegalArgumentException e) {
      return null; // not written by us
    }
  }

  /** AWS takes letters, digits, blanks and a few signs: all others, and "=", become =XXXX. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "_.:/+-@".indexOf(c) >= 0);
      boolean inner = c == ' ' && i > 0 && i < text.length() - 1;
      if (plain || inner) {
        escaped.append(c);
      } else {
        String digits = Integer.toHexString(c);
        escaped.append('=').append("0".repeat(4 - digits.length())).append(digits);
      }
    }
    return escaped.toString();
  }

  static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '=') {
        plain.append(c);
      } else if (i + 5 <= text.length()) {
        plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        throw new IllegalArgumentException("an escape is cut short");
      }
    }
    return plain.toString();
  }
}
