package io.faast.bundler.hints;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metadata of a jar or directory: that of native-image and the consumer rules of
 * ProGuard. Broken and too large files give a note. Has no state.
 */
public final class HintReader {
  private HintReader() {}

  /** Gives the content of a file of the jar. */
  @FunctionalInterface
  public interface Files {
    /** Returns the content, or null if there is no such file or it cannot be read. */
    byte @Nullable [] content(String name);
  }

  /** Returns whether a file may hold metadata, by its name. */
  public static boolean isHint(String name) {
    return name.startsWith("META-INF/native-image/")
        || name.startsWith("META-INF/proguard/")
        || name.startsWith("META-INF/com.android.tools/");
  }

  /**
   * Reads all metadata.
   *
   * @param names the names of the files of the jar; others than metadata are passed over
   * @param files reads files: those that are metadata, and those that metadata names
   */
  public static Hints read(Collection<String> names, Files files) {
    return Hints.NONE;
  }
}
