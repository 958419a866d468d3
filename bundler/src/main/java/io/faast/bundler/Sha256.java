package io.faast.bundler;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of files. Kept off the way to a bundle: in a young JVM it takes longer than all else. */
final class Sha256 {
  private Sha256() {}

  static String of(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM must have SHA-256", e);
    }
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      int n = in.read(buffer);
      while (n > 0) {
        digest.update(buffer, 0, n);
        n = in.read(buffer);
      }
    }
    StringBuilder text = new StringBuilder(64);
    for (byte b : digest.digest()) {
      text.append("0123456789abcdef".charAt(b >> 4 & 15));
      text.append("0123456789abcdef".charAt(b & 15));
    }
    return text.toString();
  }
}
