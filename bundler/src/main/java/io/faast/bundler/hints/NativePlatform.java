package io.faast.bundler.hints;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a native library runs on, as far as it is known.
 *
 * @param os its operating system, or null if it is not known
 * @param arch its architecture, or null if it is not known or there are several in one file
 * @param libc the C library of Linux, or null if it is not known or any will do
 */
public record NativePlatform(@Nullable Os os, @Nullable Arch arch, @Nullable Libc libc) {
  /** C libraries of Linux. */
  public enum Libc {
    /** The GNU one. */
    GLIBC,
    /** The one of Alpine. */
    MUSL
  }

  /** Nothing is known. */
  public static final NativePlatform UNKNOWN = new NativePlatform(null, null, null);

  /** Returns Linux on the architecture of this JVM, with whatever C library: what clouds run. */
  public static NativePlatform linux() {
    return new NativePlatform(Os.LINUX, current().arch(), null);
  }

  /** Returns the platform of this JVM, with whatever C library. */
  public static NativePlatform current() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "");
    return PathWords.platform(os.replace("mac os x", "macos") + "/" + arch);
  }

  /** Returns whether a library for this platform may run on a target: false only if it cannot. */
  public boolean runsOn(NativePlatform target) {
    return agree(os, target.os) && agree(arch, target.arch) && agree(libc, target.libc);
  }

  /** Written out, as every request's key has it: a record's own makes a young JVM spin classes. */
  @Override
  public String toString() {
    return os + "/" + arch + "/" + libc;
  }

  private static boolean agree(@Nullable Object own, @Nullable Object other) {
    return own == null || other == null || own == other;
  }
}
