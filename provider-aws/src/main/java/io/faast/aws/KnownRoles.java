package io.faast.aws;

import io.faast.bundler.Bundler;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Which role the functions of an account ran as last time, by who asks, so that a run need not ask
 * IAM, which is far from most regions. What is kept may be wrong by now: then Lambda refuses it.
 */
final class KnownRoles {
  private static final int MOST = 16;
  private static final long MAX_BYTES = 16_384;

  private final Path file;

  KnownRoles() {
    this(Bundler.defaultCache());
  }

  KnownRoles(Path cache) {
    file = cache.resolve("aws-roles.properties");
  }

  /** Returns a name for who asks, and where, that tells neither. */
  static String key(String accessKeyId, String where) {
    try {
      byte[] text = (accessKeyId + "\n" + where).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Returns the ARN that is kept, or null. */
  @Nullable String find(String key) {
    return read().getProperty(key);
  }

  /** Keeps an ARN, or with null forgets it. Of very many, some are forgotten. */
  void keep(String key, @Nullable String arn) {
    Properties known = read();
    List<String> lines = new ArrayList<>();
    if (arn != null) {
      lines.add(key + "=" + arn);
    }
    known.stringPropertyNames().stream()
        .filter(name -> !name.equals(key))
        .limit(MOST - 1)
        .forEach(name -> lines.add(name + "=" + known.getProperty(name)));
    try {
      Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
      Path draft = Files.createTempFile(directory, "aws-roles", ".new");
      Files.write(draft, lines);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      System.getLogger("io.faast.aws")
          .log(System.Logger.Level.DEBUG, "the role is not kept for the next run", e);
    }
  }

  /** What does not look like ours is as good as nothing. */
  private Properties read() {
    Properties known = new Properties();
    Properties all = new Properties();
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
        all.load(new StringReader(Files.readString(file)));
      }
    } catch (IOException | IllegalArgumentException e) {
      return known;
    }
    for (String key : all.stringPropertyNames()) {
      String arn = all.getProperty(key);
      if (key.matches("[0-9a-f]{64}")
          && arn.matches("arn:[a-z-]+:iam::[0-9]{12}:role/[\\w/+=,.@-]+")) {
        known.setProperty(key, arn);
      }
    }
    return known;
  }
}
