package io.faast.bundler.hints;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words in the paths of native libraries that name a platform: {@code linux/amd64}, {@code
 * linux-x86-64}, {@code _osx_aarch_64}, {@code Windows/x86}. Where they contradict each other,
 * nothing is known.
 */
final class PathWords {
  /** Words that are made of several, as one; longer ones first. */
  private static final String[][] JOINED = {
    {"mac os x", "macos"},
    {"armeabi v7a", "armv7"},
    {"arm64 v8a", "arm64"},
    {"x86 64", "x8664"},
    {"x86 32", "x8632"},
    {"amd 64", "amd64"},
    {"aarch 64", "aarch64"},
    {"arm 64", "arm64"},
    {"arm 32", "arm"},
    {"ppc 64", "ppc64"},
    {"s390 64", "s390x"},
    {"riscv 64", "riscv64"},
    {"mac os", "macos"},
    {"os x", "macos"},
  };

  private static final Map<String, Os> SYSTEMS = new HashMap<>();
  private static final Map<String, Arch> ARCHITECTURES = new HashMap<>();

  static {
    systems(Os.LINUX, "linux linux32 linux64 linuxmusl alpine musl");
    systems(Os.ANDROID, "android");
    systems(Os.MACOS, "macos macosx mac osx darwin mac64 osx64 macosarm64 macosx64 osxarm64");
    systems(Os.WINDOWS, "windows windows32 windows64 win win32 win64 mingw msvc");
    systems(Os.FREEBSD, "freebsd");
    systems(
        Os.OTHER,
        "openbsd netbsd dragonfly dragonflybsd sunos solaris aix hpux zos ios iossimulator qnx");
    architectures(
        Arch.X86_64,
        "x8664 amd64 x64 linux64 win64 windows64 osx64 mac64 macosx64 linuxx64 windowsx64 winx64");
    architectures(
        Arch.AARCH64, "aarch64 arm64 armv8 armv8a linuxarm64 windowsarm64 macosarm64 osxarm64");
    architectures(Arch.X86, "x86 x8632 i386 i486 i586 i686 ia32 linux32 windows32");
    architectures(
        Arch.ARM, "arm arm32 armv5 armv6 armv6hf armv7 armv7a armv7l armhf armel armeabi linuxarm");
    architectures(
        Arch.OTHER,
        "ppc ppc32 ppcle ppc64 ppc64le powerpc powerpc64 s390 s390x riscv32 riscv64 loongarch64"
            + " loong64 mips mipsel mips64 mips64el sparc sparcv9 sparc64 ia64");
  }

  private PathWords() {}

  private static void systems(Os os, String words) {
    for (String word : words.split(" ", -1)) {
      SYSTEMS.put(word, os);
    }
  }

  private static void architectures(Arch arch, String words) {
    for (String word : words.split(" ", -1)) {
      ARCHITECTURES.put(word, arch);
    }
  }

  /** Returns what the words of a path say. */
  static NativePlatform platform(String path) {
    String words = words(path);
    Os os = null;
    Arch arch = null;
    boolean systems = false;
    boolean architectures = false;
    for (String word : words.split(" ", -1)) {
      Os nextOs = SYSTEMS.get(word);
      systems |= nextOs != null && os != null && nextOs != os;
      os = nextOs != null ? nextOs : os;
      Arch nextArch = ARCHITECTURES.get(word);
      architectures |= nextArch != null && arch != null && nextArch != arch;
      arch = nextArch != null ? nextArch : arch;
    }
    // Android is built with the words of Linux beside its own.
    boolean android = words.contains(" android ");
    Os known = android ? Os.ANDROID : systems ? null : os;
    return new NativePlatform(known, architectures ? null : arch, libc(words, known));
  }

  private static NativePlatform.@Nullable Libc libc(String words, @Nullable Os os) {
    if (os != Os.LINUX) {
      return null;
    }
    boolean musl = words.contains("musl ") || words.contains(" alpine ");
    return musl ? NativePlatform.Libc.MUSL : null;
  }

  /** Returns the words of a path in lower case, each between spaces. */
  private static String words(String path) {
    StringBuilder words = new StringBuilder(path.length() + 2).append(' ');
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      words.append(Character.isLetterOrDigit(c) ? c : ' ');
    }
    String text = words.append(' ').toString().toLowerCase(Locale.ROOT);
    for (String[] pair : JOINED) {
      text = text.replace(" " + pair[0] + " ", " " + pair[1] + " ");
    }
    return text;
  }
}
