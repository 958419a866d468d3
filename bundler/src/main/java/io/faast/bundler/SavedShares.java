package io.faast.bundler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a packed bundle take of it. That is counted once, which unpacks it all, and
 * then found in the cache. Thread-safe.
 */
final class SavedShares {
  /** Changes whenever the same zip would give other shares, or they are written otherwise. */
  private static final String FORMAT = "faast shares 1";

  private final Cache cache;
  private final String record;
  private final int crc;

  /**
   * Makes one.
   *
   * @param record what it is called in the cache
   * @param crc the zip's checksum
   */
  SavedShares(Cache cache, String record, int crc) {
    this.cache = cache;
    this.record = record;
    this.crc = crc;
  }

  Map<String, Long> of(Path zip, String jarName) throws IOException {
    Map<String, Long> shares = read();
    if (shares == null) {
      shares = PackedShares.of(zip, jarName);
      try {
        write(shares);
      } catch (IOException e) {
        return shares; // they are right all the same, and counted again the next time
      }
    }
    return shares;
  }

  private @Nullable Map<String, Long> read() {
    byte[] content = cache.read(record);
    if (content == null) {
      return null;
    }
    RecordReader in = new RecordReader(content);
    try {
      if (!in.text().equals(FORMAT) || in.number() != crc) {
        return null;
      }
      Map<String, Long> shares = new LinkedHashMap<>();
      for (int n = in.number(); n > 0; n--) {
        shares.put(in.text(), in.bigNumber());
      }
      Sweeper.touch(cache.path(record));
      return shares;
    } catch (IOException e) {
      return null; // its checksum was right, so another version wrote it
    }
  }

  private void write(Map<String, Long> shares) throws IOException {
    RecordWriter out = new RecordWriter().text(FORMAT).number(crc).number(shares.size());
    shares.forEach((name, share) -> out.text(name).number(share.longValue()));
    cache.write(record, out.toByteArray());
  }
}
