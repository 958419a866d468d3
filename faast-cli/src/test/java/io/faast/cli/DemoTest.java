package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @TempDir Path dir;

  /** Whatever the test did, no run may have left its directory. */
  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    assertThat(runs()).isEmpty();
  }

  static List<Path> runs() throws IOException {
    List<Path> runs = new ArrayList<>();
    try (DirectoryStream<Path> bases = Files.newDirectoryStream(Ran.temporary(), "faast-*")) {
      for (Path base : bases) {
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(base)) {
          inside.forEach(runs::add);
        }
      }
    }
    return runs;
  }

  private void jar(String name, String... classes) throws IOException {
    Path jar = dir.resolve(name);
    Files.createDirectories(jar.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String type : classes) {
        zip.putNextEntry(new ZipEntry(type + ".class"));
        zip.write(new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 61});
      }
    }
  }

  @Test
  void auditsTheJarsOfADirectoryInFunctions() throws IOException {
    jar("a/one.jar", "p/A");
    jar("b/two.jar", "q/A", "q/B");
    Files.writeString(dir.resolve("broken.jar"), "no jar at all");
    Files.writeString(dir.resolve("notes.txt"), "not looked at");
    Ran ran = Ran.faast("demo", "audit", "--dir", dir, "--concurrency", "2");
    assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out())
        .contains("Auditing 3 jars")
        .contains("2 jars,", "3 classes in 2 packages")
        .containsPattern("Java 17 +3 +100\\.0 %")
        .contains("Broken jars: 1")
        .containsPattern("broken\\.jar +no zip file")
        .containsPattern("Function audit: 3 calls, 1 failed; 3 attempts, of which 0 retries")
        .containsPattern("execution +\\d")
        .containsPattern("requests +3 request");
    assertThat(ran.err()).doesNotContain("\tat ");
  }

  @Test
  void aDirectoryWithoutJarsIsNoFailure() {
    Ran ran = Ran.faast("demo", "audit", "--dir", dir);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("There are no jars below " + dir);
  }

  @Test
  void aDirectoryThatIsNotThereIsWrongUsage() {
    Ran ran = Ran.faast("demo", "audit", "--dir", dir.resolve("gone"));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("gone is no directory");
  }

  @Test
  void anUnknownProviderIsOneLine() throws IOException {
    jar("a.jar", "p/A");
    Ran ran = Ran.faast("demo", "audit", "--dir", dir, "--provider", "nimbus");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("nimbus", "local").doesNotContain("\tat ");
    assertThat(ran.err().lines()).hasSize(1);
  }

  @Test
  void memoryThatTheProviderDoesNotOfferIsOneLine() throws IOException {
    jar("a.jar", "p/A");
    Ran ran = Ran.faast("demo", "audit", "--dir", dir, "--memory", "1");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("memory").doesNotContain("\tat ");
    Ran negative = Ran.faast("demo", "audit", "--dir", dir, "--memory", "-1");
    assertThat(negative.exitCode()).isEqualTo(2);
    assertThat(negative.err()).contains("memoryMb");
  }

  @Test
  void rendersThePictureThatOneTileWouldGive() throws IOException {
    Path tiled = dir.resolve("tiled.png");
    Path whole = dir.resolve("whole.png");
    Ran ran = picture(tiled, "3x2");
    assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out())
        .contains("in 6 tiles", "Wrote " + tiled, "Function render: 6 calls, 0 failed");
    assertThat(picture(whole, "1x1").exitCode()).isZero();
    BufferedImage a = ImageIO.read(tiled.toFile());
    BufferedImage b = ImageIO.read(whole.toFile());
    assertThat(a.getWidth()).isGreaterThan(2 * 64);
    int gap = (a.getWidth() - 2 * 64) / 3;
    assertThat(a.getRGB(gap, gap, 64, 48, null, 0, 64))
        .isEqualTo(b.getRGB(gap, gap, 64, 48, null, 0, 64));
  }

  private static Ran picture(Path output, String tiles) {
    return Ran.faast(
        "demo", "picture", "--size", "64x48", "--rays", "1", "--tiles", tiles, "-o", output);
  }

  @Test
  void badOptionsOfThePictureAreRefusedBeforeAnythingIsMade() {
    assertThat(Ran.faast("demo", "picture", "--size", "big").err()).contains("big", "960x720");
    assertThat(Ran.faast("demo", "picture", "--size", "1x1").exitCode()).isEqualTo(2);
    assertThat(Ran.faast("demo", "picture", "--tiles", "0x3").exitCode()).isEqualTo(2);
    assertThat(Ran.faast("demo", "picture", "--rays", "0").exitCode()).isEqualTo(2);
    Ran ran = Ran.faast("demo", "picture", "-o", dir.resolve("gone/p.png"));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("cannot write");
  }
}
