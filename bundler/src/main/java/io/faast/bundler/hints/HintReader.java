package io.faast.bundler.hints;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metadata of a jar or directory: that of native-image and the consumer rules of
 * ProGuard. Broken and too large files give a note. Has no state.
 */
public final class HintReader {
  private static final String NATIVE_IMAGE = "META-INF/native-image/";
  private static final int MAX_SIZE = 8 << 20;
  private static final int MAX_FILES = 1_000;

  /** Metadata of other use: class files that an agent recorded, and what is no metadata at all. */
  private static final Set<String> PASSED_OVER =
      Set.of("predefined-classes-config.json", "index.json", "agent-extracted-predefined-classes");

  private final HintCollector out = new HintCollector();
  private final Set<String> seen = new HashSet<>();
  private final Deque<String> todo = new ArrayDeque<>();
  private final Collection<String> names;
  private final Files files;

  private HintReader(Collection<String> names, Files files) {
    this.names = names;
    this.files = files;
  }

  /** Gives the content of a file of the jar. */
  @FunctionalInterface
  public interface Files {
    /** Returns the content, or null if there is no such file or it cannot be read. */
    byte @Nullable [] content(String name);
  }

  /** Returns whether a file may hold metadata, by its name. */
  public static boolean isHint(String name) {
    return name.startsWith("META-INF/") && (isImageFile(name) || isRules(name));
  }

  private static boolean isImageFile(String name) {
    return name.startsWith(NATIVE_IMAGE)
        && (name.endsWith(".json") || name.endsWith("/native-image.properties"))
        && !PASSED_OVER.contains(name.substring(name.lastIndexOf('/') + 1));
  }

  private static boolean isRules(String name) {
    return name.startsWith("META-INF/proguard/")
        || name.startsWith("META-INF/com.android.tools/proguard")
        || name.startsWith("META-INF/com.android.tools/r8");
  }

  /**
   * Reads all metadata.
   *
   * @param names the names of the files of the jar; others than metadata are passed over
   * @param files reads files: those that are metadata, and those that metadata names
   */
  public static Hints read(Collection<String> names, Files files) {
    return new HintReader(names, files).read();
  }

  private Hints read() {
    Set<String> hints = new TreeSet<>();
    for (String name : names) {
      if (isHint(name)) {
        hints.add(name);
      }
    }
    if (hints.isEmpty()) {
      return Hints.NONE;
    }
    todo.addAll(hints);
    for (String name = todo.poll(); name != null; name = todo.poll()) {
      if (seen.size() == MAX_FILES) {
        out.note("left out the metadata beyond " + MAX_FILES + " files");
        break;
      }
      if (!name.endsWith("/") && seen.add(name)) {
        read(name);
      }
    }
    return out.hints();
  }

  private void read(String name) {
    byte[] content = files.content(name);
    if (content == null || content.length > MAX_SIZE) {
      out.note(name + ": not read, as " + (content == null ? "it cannot be" : "it is too large"));
    } else if (isRules(name)) {
      new ProGuardReader(out, name).read(content);
    } else if (name.endsWith(".json")) {
      new NativeImageReader(out, name).read(content);
    } else if (name.endsWith(".properties")) {
      for (String file : new ImageProperties(out, name).read(content)) {
        add(file);
      }
    }
  }

  /** Adds a file of metadata that lies elsewhere, or all of a directory. */
  private void add(String file) {
    if (todo.size() > MAX_FILES) {
      return;
    }
    if (!file.endsWith("/")) {
      todo.add(file);
      return;
    }
    for (String name : new TreeSet<>(names).tailSet(file)) {
      if (!name.startsWith(file)) {
        break;
      }
      if (name.endsWith(".json")) {
        todo.add(name);
      }
    }
  }
}
