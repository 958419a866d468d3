package io.faast.bundler;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 in hexadecimal digits. */
final class Sha256 {
  private Sha256() {}

  /** Has another thread load the JVM's implementation, which takes long in a young JVM. */
  static void warmUp() {
    Thread thread = new Thread(new WarmUp(), "faast-bundler-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private static final class WarmUp implements Runnable {
    @Override
    public void run() {
      start();
    }
  }

  static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM must have SHA-256", e);
    }
  }

  static String of(byte[] bytes) {
    return hex(start().digest(bytes));
  }

  static String of(Path file) throws IOException {
    MessageDigest digest = start();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      int n = in.read(buffer);
      while (n > 0) {
        digest.update(buffer, 0, n);
        n = in.read(buffer);
      }
    }
    return hex(digest.digest());
  }

  static String hex(byte[] digest) {
    char[] text = new char[digest.length * 2];
    for (int i = 0; i < digest.length; i++) {
      text[2 * i] = "0123456789abcdef".charAt(digest[i] >> 4 & 15);
      text[2 * i + 1] = "0123456789abcdef".charAt(digest[i] & 15);
    }
    return new String(text);
  }
}
