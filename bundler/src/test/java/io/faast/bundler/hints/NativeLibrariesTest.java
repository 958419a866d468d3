package io.faast.bundler.hints;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NativeLibrariesTest {
  private static final NativePlatform LINUX_X64 =
      new NativePlatform(Os.LINUX, Arch.X86_64, NativePlatform.Libc.GLIBC);

  static byte[] elf(int machine, int osAbi, String strings) {
    ByteBuffer b = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    b.put(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, (byte) osAbi});
    b.putShort(16, (short) 3).putShort(18, (short) machine);
    b.position(64);
    b.put(strings.getBytes(StandardCharsets.ISO_8859_1));
    return b.array();
  }

  static byte[] mach(int cpu) {
    ByteBuffer b = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    return b.putInt(0xFEEDFACF).putInt(cpu).array();
  }

  static byte[] pe(int machine) {
    ByteBuffer b = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    b.put((byte) 'M').put((byte) 'Z').putInt(60, 128);
    return b.putInt(128, 0x00004550).putShort(132, (short) machine).array();
  }

  static byte[] fat(int... cpus) {
    ByteBuffer b = ByteBuffer.allocate(256).putInt(0xCAFEBABE).putInt(cpus.length);
    for (int i = 0; i < cpus.length; i++) {
      b.putInt(8 + 20 * i, cpus[i]);
    }
    return b.array();
  }

  @ParameterizedTest
  @CsvSource({
    "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so, LINUX, X86_64,",
    "org/sqlite/native/Linux/armv7/libsqlitejdbc.so, LINUX, ARM,",
    "org/sqlite/native/Linux-Android/aarch64/libsqlitejdbc.so, ANDROID, AARCH64,",
    "org/sqlite/native/Linux-Musl/x86_64/libsqlitejdbc.so, LINUX, X86_64, MUSL",
    "org/sqlite/native/Mac/aarch64/libsqlitejdbc.dylib, MACOS, AARCH64,",
    "org/sqlite/native/Windows/x86/sqlitejdbc.dll, WINDOWS, X86,",
    "org/sqlite/native/FreeBSD/x86_64/libsqlitejdbc.so, FREEBSD, X86_64,",
    "org/xerial/snappy/native/SunOS/sparc/libsnappyjava.so, OTHER, OTHER,",
    "linux/amd64/libzstd-jni-1.5.6-9.so, LINUX, X86_64,",
    "libduckdb_java.so_linux_amd64, LINUX, X86_64,",
    "libduckdb_java.so_windows_amd64, WINDOWS, X86_64,",
    "linux/aarch64/libzstd-jni-1.5.6-9.so, LINUX, AARCH64,",
    "win/x86/libzstd-jni-1.5.6-9.dll, WINDOWS, X86,",
    "darwin/aarch64/libzstd-jni-1.5.6-9.dylib, MACOS, AARCH64,",
    "aix/ppc64/libzstd-jni-1.5.6-9.so, OTHER, OTHER,",
    "net/jpountz/util/linux/amd64/liblz4-java.so, LINUX, X86_64,",
    "net/jpountz/util/win32/amd64/liblz4-java.so, WINDOWS, X86_64,",
    "META-INF/native/libnetty_tcnative_linux_aarch_64.so, LINUX, AARCH64,",
    "META-INF/native/libnetty_resolver_dns_native_macos_aarch_64.jnilib, MACOS, AARCH64,",
    "META-INF/native/netty_tcnative_windows_x86_64.dll, WINDOWS, X86_64,",
    "com/sun/jna/linux-x86-64/libjnidispatch.so, LINUX, X86_64,",
    "com/sun/jna/linux-x86/libjnidispatch.so, LINUX, X86,",
    "com/sun/jna/win32-x86-64/jnidispatch.dll, WINDOWS, X86_64,",
    "com/sun/jna/win32-aarch64/jnidispatch.dll, WINDOWS, AARCH64,",
    "com/sun/jna/darwin-x86-64/libjnidispatch.jnilib, MACOS, X86_64,",
    "com/sun/jna/linux-riscv64/libjnidispatch.so, LINUX, OTHER,",
    "org/fusesource/jansi/internal/native/Linux/arm64/libjansi.so, LINUX, AARCH64,",
    "org/jline/nativ/Mac/x86_64/libjlinenative.jnilib, MACOS, X86_64,",
    "librocksdbjni-linux64.so, LINUX, X86_64,",
    "librocksdbjni-linux32-musl.so, LINUX, X86, MUSL",
    "librocksdbjni-linux-s390x.so, LINUX, OTHER,",
    "librocksdbjni-osx-arm64.jnilib, MACOS, AARCH64,",
    "librocksdbjni-win64.dll, WINDOWS, X86_64,",
    "ai/onnxruntime/native/linux-x64/libonnxruntime.so, LINUX, X86_64,",
    "ai/onnxruntime/native/osx-aarch64/libonnxruntime.dylib, MACOS, AARCH64,",
    "ai/onnxruntime/native/win-x64/onnxruntime.pdb, WINDOWS, X86_64,",
    "nu/pattern/opencv/linux/ARMv8/libopencv_java490.so, LINUX, AARCH64,",
    "nu/pattern/opencv/windows/x86_32/opencv_java490.dll, WINDOWS, X86,",
    "lib/windows-aarch64/brotli.dll, WINDOWS, AARCH64,",
    "META-INF/native/libconscrypt_openjdk_jni-osx-x86_64.dylib, MACOS, X86_64,",
    "META-INF/native/conscrypt_openjdk_jni-windows-x86.dll, WINDOWS, X86,",
    "linux/x64/org/lwjgl/liblwjgl.so, LINUX, X86_64,",
    "macos/arm64/org/lwjgl/liblwjgl.dylib, MACOS, AARCH64,",
    "org/bytedeco/javacpp/macosx-arm64/libjnijavacpp.dylib, MACOS, AARCH64,",
    "org/bytedeco/openblas/linux-ppc64le/libopenblas.so.0, LINUX, OTHER,",
  })
  void pathLayoutsInUse(String name, Os os, Arch arch, NativePlatform.@Nullable Libc libc) {
    assertThat(NativeLibraries.isNative(name)).isTrue();
    assertThat(NativeLibraries.platform(name, new byte[0]))
        .isEqualTo(new NativePlatform(os, arch, libc));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "native/libthing.so",
        "org/example/mac/table.a",
        "win/readme.lib",
        "arm/x.debug",
        "a/linux/windows/x86_64/both.so"
      })
  void whatIsDoubtfulRunsAnywhere(String name) {
    for (Os os : Os.values()) {
      for (Arch arch : Arch.values()) {
        assertThat(
                NativeLibraries.platform(name, new byte[0])
                    .runsOn(new NativePlatform(os, arch, null)))
            .isTrue();
      }
    }
  }

  @Test
  void headersOfAllFormats() {
    assertThat(NativeLibraries.platform("x.so", elf(62, 0, "")))
        .isEqualTo(new NativePlatform(Os.LINUX, Arch.X86_64, null));
    assertThat(NativeLibraries.platform("x.so", elf(183, 0, "\0libc.so.6\0")))
        .isEqualTo(new NativePlatform(Os.LINUX, Arch.AARCH64, NativePlatform.Libc.GLIBC));
    assertThat(NativeLibraries.platform("x.so", elf(62, 0, "\0libc.musl-x86_64.so.1\0")))
        .isEqualTo(new NativePlatform(Os.LINUX, Arch.X86_64, NativePlatform.Libc.MUSL));
    assertThat(NativeLibraries.platform("x.so", elf(62, 9, "")))
        .isEqualTo(new NativePlatform(Os.FREEBSD, Arch.X86_64, null));
    assertThat(NativeLibraries.platform("x.so", elf(40, 0, "\0Android\0")))
        .isEqualTo(new NativePlatform(Os.ANDROID, Arch.ARM, null));
    assertThat(NativeLibraries.platform("x.so", elf(22, 0, "")).arch()).isEqualTo(Arch.OTHER);
    assertThat(NativeLibraries.platform("x", mach(0x0100000C)))
        .isEqualTo(new NativePlatform(Os.MACOS, Arch.AARCH64, null));
    assertThat(NativeLibraries.platform("x", fat(0x01000007, 0x0100000C)))
        .isEqualTo(new NativePlatform(Os.MACOS, null, null));
    assertThat(NativeLibraries.platform("x", fat(7, 7)).arch()).isEqualTo(Arch.X86);
    assertThat(NativeLibraries.platform("x", pe(0x8664)))
        .isEqualTo(new NativePlatform(Os.WINDOWS, Arch.X86_64, null));
    assertThat(NativeLibraries.platform("x", pe(0xAA64)).arch()).isEqualTo(Arch.AARCH64);
  }

  @Test
  void aHeaderGoesBeforeAPath() {
    assertThat(NativeLibraries.platform("windows/x86/lib.so", elf(183, 0, "")))
        .isEqualTo(new NativePlatform(Os.LINUX, Arch.AARCH64, null));
    assertThat(NativeLibraries.platform("linux/amd64/lib.so", mach(0x01000007)).os())
        .isEqualTo(Os.MACOS);
    assertThat(NativeLibraries.platform("android/arm64/lib.so", elf(183, 0, "")).os())
        .isEqualTo(Os.ANDROID);
  }

  @Test
  void onlyForeignLibrariesAreForeign() {
    Map<String, byte[]> heads =
        Map.of(
            "linux/amd64/a.so", elf(62, 0, "\0libc.so.6\0"),
            "linux/arm64/a.so", elf(183, 0, ""),
            "linux-musl/amd64/a.so", elf(62, 0, ""),
            "win/amd64/a.dll", pe(0x8664),
            "a.so", new byte[10]);
    assertThat(NativeLibraries.foreign(heads, LINUX_X64))
        .isEqualTo(Set.of("linux/arm64/a.so", "linux-musl/amd64/a.so", "win/amd64/a.dll"));
    assertThat(NativeLibraries.foreign(heads, NativePlatform.UNKNOWN)).isEmpty();
  }

  @Test
  void aJarDoesNotLoseAllOfItsLibrariesOnTheWordOfTheirPaths() {
    Map<String, byte[]> heads = new HashMap<>();
    heads.put("windows/x86_64/packed.dll", new byte[] {1, 2, 3});
    heads.put("macos/arm64/packed.dylib", new byte[0]);
    assertThat(NativeLibraries.foreign(heads, LINUX_X64)).isEmpty();
    heads.put("macos/arm64/real.dylib", mach(0x0100000C));
    assertThat(NativeLibraries.foreign(heads, LINUX_X64)).containsExactly("macos/arm64/real.dylib");
    assertThat(NativeLibraries.foreign(Map.of(), LINUX_X64)).isEmpty();
  }

  @Test
  void thisMachineRunsItsOwnLibraries() {
    NativePlatform current = NativePlatform.current();
    assertThat(current.os()).isNotNull();
    assertThat(NativePlatform.linux().os()).isEqualTo(Os.LINUX);
    assertThat(NativePlatform.linux().arch()).isEqualTo(current.arch());
    assertThat(current.runsOn(current)).isTrue();
  }

  @Test
  void classFilesAreNoLibraries() {
    byte[] head = ByteBuffer.allocate(64).putInt(0xCAFEBABE).putInt(61).array();
    assertThat(NativeLibraries.platform("a/B.class", head)).isEqualTo(NativePlatform.UNKNOWN);
    assertThat(NativeLibraries.isNative("a/B.class")).isFalse();
    assertThat(NativeLibraries.isNative("a/also.software")).isFalse();
    assertThat(NativeLibraries.isNative("a/lib.so.1.2")).isTrue();
  }

  @Test
  void brokenHeadersEnd() {
    Random random = new Random(5);
    byte[][] good = {elf(62, 0, "libc.so.6"), mach(7), pe(0x14C), fat(7, 12)};
    for (int round = 0; round < 20_000; round++) {
      byte[] head = good[random.nextInt(good.length)].clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        head[random.nextInt(Math.min(head.length, 140))] = (byte) random.nextInt();
      }
      byte[] cut = Arrays.copyOf(head, random.nextInt(head.length + 1));
      assertThat(NativeLibraries.platform("linux/x86/a.so", cut)).isNotNull();
    }
  }
}
