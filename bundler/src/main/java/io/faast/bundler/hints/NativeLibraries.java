package io.faast.bundler.hints;

import java.util.Map;
import java.util.Set;

/** Tells which platform native libraries inside jars are for, by their headers and their paths. */
public final class NativeLibraries {
  /** How many of the first bytes of a file are enough to read its header. */
  public static final int HEADER = 4096;

  private NativeLibraries() {}

  /**
   * Returns whether a file is a native library by its name: .so, .so.1, .dylib, .jnilib, .dll...
   */
  public static boolean isNative(String name) {
    return false;
  }

  /**
   * Returns the platform of a library; what its header says goes before what its path says.
   *
   * @param name of the file in its jar
   * @param head its first {@link #HEADER} bytes, or all if there are fewer; empty if unknown
   */
  public static NativePlatform platform(String name, byte[] head) {
    return NativePlatform.UNKNOWN;
  }

  /**
   * Returns the names of those libraries of one jar that cannot run on a target. What is doubtful
   * is not among them; if nothing were left, only those are that have a header which says so.
   *
   * @param heads the first bytes of each library by its name
   * @param target the platform to run on
   */
  public static Set<String> foreign(Map<String, byte[]> heads, NativePlatform target) {
    return Set.of();
  }
}
