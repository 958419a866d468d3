package io.faast.examples.audit;

import io.faast.examples.Units;
import io.faast.examples.audit.JarFiles.JarFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads jars one after the other, as they are asked for. One that can't be read, or would not fit
 * into a request, is noted and passed over. Safe for use by several threads.
 */
final class JarReader implements Iterator<byte[]> {
  /** What a request has besides the jar, generously. */
  private static final int OVERHEAD_BYTES = 4 << 10;

  private final Iterator<JarFile> files;
  private final long mostBytes;
  private final List<JarFile> given = new ArrayList<>();
  private final List<AuditTotals.Trouble> skipped = new ArrayList<>();
  private byte @Nullable [] next;

  JarReader(List<JarFile> files, int maxRequestBytes) {
    this.files = files.iterator();
    this.mostBytes = Math.max(0, maxRequestBytes - OVERHEAD_BYTES);
  }

  @Override
  public synchronized boolean hasNext() {
    while (next == null && files.hasNext()) {
      JarFile file = files.next();
      if (file.bytes() > mostBytes) {
        skip(
            file,
            Units.bytes(file.bytes())
                + "; fits into no request: at most "
                + Units.bytes(mostBytes));
        continue;
      }
      try {
        next = Files.readAllBytes(file.path());
        given.add(file);
      } catch (IOException e) {
        skip(file, "cannot be read: " + e.getMessage());
      }
    }
    return next != null;
  }

  private void skip(JarFile file, String why) {
    skipped.add(new AuditTotals.Trouble(file.name(), why));
  }

  @Override
  public synchronized byte[] next() {
    byte[] bytes = hasNext() ? next : null;
    if (bytes == null) {
      throw new NoSuchElementException("no more jars");
    }
    next = null;
    return bytes;
  }

  /** Returns the jar that was the n-th to be given away, from 0. */
  synchronized JarFile given(long n) {
    return given.get(Math.toIntExact(n));
  }

  synchronized List<AuditTotals.Trouble> skipped() {
    return List.copyOf(skipped);
  }
}
