package io.faast.examples.audit;

/**
 * The record that ends a zip file and counts its entries. Without it {@link
 * java.util.zip.ZipInputStream} would take a jar that was cut off between two entries for whole.
 */
final class EndRecord {
  private static final int SIGNATURE = 0x06054b50;
  private static final int BYTES = 22;
  private static final int COUNT_AT = 10;
  private static final int COMMENT_LENGTH_AT = 20;
  private static final int MAX_COMMENT_BYTES = 0xffff;

  /** A count that does not fit into 16 bits: the true one is in a record of its own. */
  private static final int TOO_MANY = 0xffff;

  private EndRecord() {}

  /** Returns the number of entries that the jar says it has. */
  static int entries(byte[] jar) throws BrokenJarException {
    int lowest = Math.max(0, jar.length - BYTES - MAX_COMMENT_BYTES);
    for (int at = jar.length - BYTES; at >= lowest; at--) {
      if (int16(jar, at) == (SIGNATURE & 0xffff)
          && int16(jar, at + 2) == SIGNATURE >>> 16
          && at + BYTES + int16(jar, at + COMMENT_LENGTH_AT) == jar.length) {
        return int16(jar, at + COUNT_AT);
      }
    }
    throw new BrokenJarException("no zip file, or cut off: it has no end record");
  }

  static void check(int listed, int found) throws BrokenJarException {
    if (listed != TOO_MANY && listed != found) {
      throw new BrokenJarException(
          "its directory lists " + listed + " entries, but " + found + " could be read");
    }
  }

  private static int int16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
  }
}
