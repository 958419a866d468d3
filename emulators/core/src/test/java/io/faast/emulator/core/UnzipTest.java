package io.faast.emulator.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnzipTest {
  @TempDir Path directory;

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(new byte[100]);
      }
    }
    return out.toByteArray();
  }

  @Test
  void entriesLandWhereTheySay() throws Exception {
    Unzip.to(directory.resolve("in"), zip("a", "b/c"), 200);
    assertThat(directory.resolve("in/a")).hasSize(100);
    assertThat(directory.resolve("in/b/c")).hasSize(100);
  }

  @Test
  void entryOutsideIsRefused() throws Exception {
    byte[] hostile = zip("../outside");
    assertThatThrownBy(() -> Unzip.to(directory.resolve("in"), hostile, 1_000))
        .isInstanceOf(ZipException.class);
    assertThat(Files.exists(directory.resolve("outside"))).isFalse();
  }

  @Test
  void oneByteTooManyIsRefused() throws Exception {
    byte[] archive = zip("a", "b");
    assertThatThrownBy(() -> Unzip.to(directory.resolve("in"), archive, 199))
        .isInstanceOf(Unzip.TooLarge.class);
  }

  @Test
  void whatIsNoArchiveIsRefused() {
    assertThatThrownBy(() -> Unzip.to(directory.resolve("in"), new byte[10], 1_000))
        .isInstanceOf(ZipException.class);
  }
}
