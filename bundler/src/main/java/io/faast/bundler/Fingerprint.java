package io.faast.bundler;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A name for content, by checksums that are fast in a young JVM. It finds things; whether they are
 * the right ones is decided by comparing the content itself.
 */
final class Fingerprint {
  private Fingerprint() {}

  static String of(byte[] content) {
    CRC32 one = new CRC32();
    one.update(content, 0, content.length);
    CRC32C two = new CRC32C();
    two.update(content, 0, content.length);
    long hash = 0xcbf29ce484222325L;
    for (byte b : content) {
      hash = (hash ^ b) * 0x100000001b3L;
    }
    char[] text = new char[32];
    hex(one.getValue(), text, 8, 0);
    hex(two.getValue(), text, 8, 8);
    hex(hash, text, 16, 16);
    return new String(text);
  }

  private static void hex(long value, char[] text, int digits, int at) {
    for (int i = 0; i < digits; i++) {
      text[at + i] = "0123456789abcdef".charAt((int) (value >>> (4 * (digits - 1 - i))) & 15);
    }
  }
}
