package io.faast.bundler.hints;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the platform out of the headers of ELF, Mach-O, PE and XCOFF files. */
final class BinaryHeader {
  private final byte[] b;

  private BinaryHeader(byte[] b) {
    this.b = b;
  }

  /** Returns what the first bytes of a file say; {@link NativePlatform#UNKNOWN} if nothing. */
  static NativePlatform platform(byte[] head) {
    BinaryHeader header = new BinaryHeader(head);
    if (head.length < 20) {
      return NativePlatform.UNKNOWN;
    }
    int magic = header.int32(0, true);
    return switch (magic) {
      case 0x7F454C46 -> header.elf();
      case 0xFEEDFACE, 0xFEEDFACF -> header.mach(true);
      case 0xCEFAEDFE, 0xCFFAEDFE -> header.mach(false);
      case 0xCAFEBABE, 0xCAFEBABF -> header.fat();
      default -> header.others(magic);
    };
  }

  private NativePlatform others(int magic) {
    if (magic >>> 16 == 0x4D5A) {
      return pe();
    }
    if (magic >>> 16 == 0x01DF || magic >>> 16 == 0x01F7 || has("<bigaf>")) {
      return new NativePlatform(Os.OTHER, Arch.OTHER, null); // AIX
    }
    return NativePlatform.UNKNOWN;
  }

  private NativePlatform elf() {
    boolean big = b[5] == 2;
    boolean wide = b[4] == 2;
    Arch arch =
        switch (int16(18, big)) {
          case 62 -> wide ? Arch.X86_64 : Arch.OTHER;
          case 183 -> wide && !big ? Arch.AARCH64 : Arch.OTHER;
          case 3 -> Arch.X86;
          case 40 -> Arch.ARM;
          default -> Arch.OTHER;
        };
    Os os =
        switch (b[7]) {
          case 9 -> Os.FREEBSD;
          case 1, 2, 6, 7, 8, 10, 11, 12, 13 -> Os.OTHER;
          case 3 -> Os.LINUX;
          default -> null;
        };
    return os != null && os != Os.LINUX
        ? new NativePlatform(os, arch, null)
        : new NativePlatform(
            has("libc.so.6") ? Os.LINUX : has("Android\0") ? Os.ANDROID : os, arch, libc());
  }

  private NativePlatform.@Nullable Libc libc() {
    return has("\0libc.so.6\0")
        ? NativePlatform.Libc.GLIBC
        : has("\0libc.musl-") ? NativePlatform.Libc.MUSL : null;
  }

  private NativePlatform mach(boolean big) {
    return new NativePlatform(Os.MACOS, machArch(int32(4, big)), null);
  }

  /** Several architectures in one file; but a class file begins in the same way. */
  private NativePlatform fat() {
    int count = int32(4, true);
    if (count <= 0 || count > 20 || b.length < 8 + 20 * count) {
      return NativePlatform.UNKNOWN;
    }
    int size = int32(0, true) == 0xCAFEBABE ? 20 : 32;
    Arch arch = machArch(int32(8, true));
    for (int i = 1; i < count && b.length >= 12 + size * i; i++) {
      arch = machArch(int32(8 + size * i, true)) == arch ? arch : null;
    }
    return new NativePlatform(Os.MACOS, arch, null);
  }

  private static Arch machArch(int cpu) {
    return switch (cpu) {
      case 0x01000007 -> Arch.X86_64;
      case 0x0100000C -> Arch.AARCH64;
      case 7 -> Arch.X86;
      case 12 -> Arch.ARM;
      default -> Arch.OTHER;
    };
  }

  private NativePlatform pe() {
    int at = b.length >= 64 ? int32(60, false) : -1;
    if (at < 0 || at > b.length - 6 || int32(at, true) != 0x50450000) {
      return NativePlatform.UNKNOWN;
    }
    Arch arch =
        switch (int16(at + 4, false)) {
          case 0x8664 -> Arch.X86_64;
          case 0xAA64 -> Arch.AARCH64;
          case 0x014C -> Arch.X86;
          case 0x01C0, 0x01C4 -> Arch.ARM;
          default -> Arch.OTHER;
        };
    return new NativePlatform(Os.WINDOWS, arch, null);
  }

  private int int16(int at, boolean big) {
    int first = b[at] & 0xFF;
    int second = b[at + 1] & 0xFF;
    return big ? first << 8 | second : second << 8 | first;
  }

  private int int32(int at, boolean big) {
    int first = int16(at, big);
    int second = int16(at + 2, big);
    return big ? first << 16 | second : second << 16 | first;
  }

  private boolean has(String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i + wanted.length <= b.length; i++) {
      int n = 0;
      while (n < wanted.length && b[i + n] == wanted[n]) {
        n++;
      }
      if (n == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
