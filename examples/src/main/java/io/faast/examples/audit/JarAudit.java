package io.faast.examples.audit;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The module: looks into jars, which it takes for hostile.
 *
 * <p>Nothing is written to disk, and what is held in memory does not grow with what an entry
 * unpacks to.
 */
public class JarAudit {
  /** The most entries that a jar may have. */
  public static final int MAX_ENTRIES = 200_000;

  /** Any jar may unpack to this many bytes. */
  public static final long FREE_INFLATED_BYTES = 32L << 20;

  /** Beyond {@link #FREE_INFLATED_BYTES}, a jar may unpack to this many times its own size. */
  public static final int MAX_RATIO = 50;

  private final byte[] buffer = new byte[64 << 10];

  /**
   * Returns the facts about one jar.
   *
   * @throws BrokenJarException if it can't be read to its end, or is over one of the bounds
   */
  public JarFacts audit(byte[] jar) throws BrokenJarException {
    int listed = EndRecord.entries(jar);
    JarFactsBuilder facts = new JarFactsBuilder(inflatedLimit(jar.length));
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
        facts.entry(entry.getName(), zip, buffer);
      }
    } catch (EOFException e) {
      throw new BrokenJarException("an entry is cut off");
    } catch (ZipException e) {
      throw new BrokenJarException("damaged: " + e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      // IllegalArgumentException: the name of an entry is not UTF-8.
      throw new BrokenJarException("unreadable: " + e.getMessage());
    }
    EndRecord.check(listed, facts.entries());
    return facts.build();
  }

  private static long inflatedLimit(int jarBytes) {
    return Math.max(FREE_INFLATED_BYTES, (long) jarBytes * MAX_RATIO);
  }
}
