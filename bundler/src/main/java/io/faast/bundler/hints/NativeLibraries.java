package io.faast.bundler.hints;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which platform native libraries inside jars are for. A header goes before a path; of ELF
 * files, whose header seldom names the system, the path may say that it is another than Linux.
 */
public final class NativeLibraries {
  /** How many of the first bytes of a file are read. */
  public static final int HEADER = 64 << 10;

  private static final Set<String> ENDINGS =
      Set.of(
          "so", "dylib", "jnilib", "dll", "exe", "a", "sl", "pdb", "lib", "dsym", "dbg", "debug");

  private NativeLibraries() {}

  /**
   * Returns whether a file may be a native library, or belong to one, by its name: {@code .so},
   * {@code .so.1}, {@code .so_linux_amd64}, {@code .dylib}, {@code .jnilib}, {@code .dll}, {@code
   * .exe}, {@code .pdb} and such.
   */
  public static boolean isNative(String name) {
    int slash = name.lastIndexOf('/');
    int dot = name.lastIndexOf('.');
    if (dot > slash && ENDINGS.contains(name.substring(dot + 1))) {
      return true;
    }
    int so = name.indexOf(".so", slash + 1);
    boolean goesOn = so > 0 && so + 4 < name.length() && ".-_".indexOf(name.charAt(so + 3)) >= 0;
    return goesOn || name.contains(".dSYM/");
  }

  /**
   * Returns the platform of a library.
   *
   * @param name of the file in its jar
   * @param head its first {@link #HEADER} bytes, or all if there are fewer; empty if unknown
   */
  public static NativePlatform platform(String name, byte[] head) {
    NativePlatform header = BinaryHeader.platform(head);
    NativePlatform path = PathWords.platform(name);
    if (header.equals(NativePlatform.UNKNOWN)) {
      return path.os() != null && path.arch() != null ? path : byEnding(name, path);
    }
    boolean elf = head[0] == 0x7F;
    Os os = header.os() != null ? header.os() : elf ? unix(path.os()) : null;
    Arch arch = header.arch() != null || !elf ? header.arch() : path.arch();
    NativePlatform.Libc libc = header.libc() != null || !elf ? header.libc() : path.libc();
    return new NativePlatform(os, arch, libc);
  }

  private static NativePlatform byEnding(String name, NativePlatform path) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    Os os =
        switch (ending) {
          case "dll", "exe" -> Os.WINDOWS;
          case "dylib", "jnilib" -> Os.MACOS;
          default -> null;
        };
    return new NativePlatform(os, os == null ? null : path.arch(), null);
  }

  /** ELF files are for Linux unless their path says that they are for another such system. */
  private static Os unix(@Nullable Os path) {
    return path == null || path == Os.MACOS || path == Os.WINDOWS ? Os.LINUX : path;
  }

  /**
   * Returns the names of those libraries of one jar that cannot run on a target. What is doubtful
   * is not among them; if nothing were left, only those are that have a header which says so.
   *
   * @param heads the first bytes of each library by its name
   * @param target the platform to run on
   */
  public static Set<String> foreign(Map<String, byte[]> heads, NativePlatform target) {
    Set<String> foreign = new HashSet<>();
    heads.forEach(
        (name, head) -> {
          if (!platform(name, head).runsOn(target)) {
            foreign.add(name);
          }
        });
    if (foreign.size() == heads.size()) {
      foreign.removeIf(
          name -> {
            byte[] head = heads.get(name);
            return head == null || BinaryHeader.platform(head).runsOn(target);
          });
    }
    return foreign;
  }
}
