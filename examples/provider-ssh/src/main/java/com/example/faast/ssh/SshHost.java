package com.example.faast.ssh;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine that functions run on.
 *
 * @param user who logs in, or empty for what ~/.ssh/config says, or else this user's name
 * @param name its name, its address, or what ~/.ssh/config calls it
 * @param port the port of its SSH server, or 0 for what ~/.ssh/config says, or else 22
 */
public record SshHost(String user, String name, int port) {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?:([A-Za-z0-9._-]+)@)?([A-Za-z0-9._-]+|\\[[0-9a-fA-F:]+\\])(?::(\\d{1,5}))?");
  private static final int MOST = 65_535;

  /**
   * Reads {@code [user@]name[:port]}.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static SshHost parse(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    int port = parts.matches() && parts.group(3) != null ? Integer.parseInt(parts.group(3)) : 0;
    if (!parts.matches() || port > MOST) {
      throw new IllegalArgumentException(
          "\"" + text + "\" names no machine; write [user@]name[:port]");
    }
    return new SshHost(parts.group(1) == null ? "" : parts.group(1), parts.group(2), port);
  }

  @Override
  public String toString() {
    return (user.isEmpty() ? "" : user + "@") + name + (port == 0 ? "" : ":" + port);
  }
}
