package com.example.faast.ssh;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Reads options as the command line gives them. */
final class SshOptionParser {
  private SshOptionParser() {}

  static SshOptions parse(Map<String, String> texts) {
    SshOptions options = SshOptions.defaults();
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      String key = entry.getKey();
      String value = entry.getValue().strip();
      if (value.isEmpty()) {
        throw new IllegalArgumentException(key + " is empty");
      }
      options =
          switch (key) {
            case "hosts" -> options.withHosts(value.split("[,\\s]+"));
            case "identity" -> options.withIdentity(path(key, value));
            case "known-hosts" -> options.withKnownHosts(path(key, value));
            case "java" -> options.withJava(value);
            case "directory" -> options.withDirectory(value);
            case "log-directory" -> options.withLogDirectory(path(key, value));
            case "jvm-options" -> options.withJvmOptions(value.split("\\s+"));
            default ->
                throw new IllegalArgumentException(
                    "The ssh provider has no option \""
                        + key
                        + "\"; it has hosts, identity, known-hosts, java, directory, log-directory"
                        + " and jvm-options.");
          };
    }
    return options;
  }

  private static Path path(String key, String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(key + " is \"" + value + "\", which is no path", e);
    }
  }
}
