package io.faast.emulator.core;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Unpacks what was uploaded. */
public final class Unzip {
  private Unzip() {}

  /** What was uploaded unpacks to more than is allowed. */
  public static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;

    TooLarge() {
      super("The archive unpacks to more than is allowed");
    }
  }

  /**
   * Unpacks an archive into a directory, which is made.
   *
   * @throws TooLarge if that would be more than {@code most} bytes
   * @throws ZipException if it is no archive, is empty, or an entry would lie outside
   * @throws IOException if that fails
   */
  public static void to(Path root, byte[] zip, long most) throws IOException {
    Files.createDirectories(root);
    long total = 0;
    int entries = 0;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries++;
        Path to = root.resolve(entry.getName()).normalize();
        if (!to.startsWith(root)) {
          throw new ZipException(entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(to);
        } else {
          Files.createDirectories(to.getParent());
          total = copy(in, to, total, most);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new ZipException(e.getMessage()); // a name that is none
    }
    if (entries == 0) {
      throw new ZipException("no entries");
    }
  }

  private static long copy(InputStream in, Path to, long before, long most) throws IOException {
    long total = before;
    byte[] buffer = new byte[64 << 10];
    try (OutputStream out = Files.newOutputStream(to)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        total += n;
        if (total > most) {
          throw new TooLarge();
        }
        out.write(buffer, 0, n);
      }
    }
    return total;
  }
}
