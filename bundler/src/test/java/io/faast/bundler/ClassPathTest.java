package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
  @Test
  void entriesOfParentsComeFirstAndAbsentOnesAreDropped(@TempDir Path temp) throws Exception {
    Path one = Files.createDirectory(temp.resolve("one dir"));
    Path two = Files.createDirectory(temp.resolve("two"));
    URL[] outer = {one.toUri().toURL(), temp.resolve("gone").toUri().toURL()};
    URL[] inner = {two.toUri().toURL(), one.toUri().toURL(), new URL("http://localhost/x.jar")};
    try (URLClassLoader parent = new URLClassLoader(outer, null);
        URLClassLoader child = new URLClassLoader(inner, parent)) {
      assertThat(ClassPath.of(child).entries()).containsExactly(one, two);
    }
  }

  @Test
  void systemLoaderGivesTheClassPathOfTheJvm() {
    List<Path> entries = ClassPath.of(ClassPathTest.class.getClassLoader()).entries();
    assertThat(entries)
        .anyMatch(path -> Files.exists(path.resolve("io/faast/bundler/ClassPathTest.class")))
        .anyMatch(path -> Files.exists(path.resolve("io/faast/bundler/Bundler.class")))
        .allMatch(Files::exists)
        .doesNotHaveDuplicates();
  }

  @Test
  void emptyPartDoesNotBundleTheWorkingDirectory() {
    // Surefire ends the class path that it shows to tests with a separator.
    String before = System.getProperty("java.class.path");
    System.setProperty("java.class.path", before + java.io.File.pathSeparator);
    try {
      assertThat(ClassPath.of(ClassPathTest.class.getClassLoader()).entries())
          .isNotEmpty()
          .doesNotContain(Path.of("").toAbsolutePath());
    } finally {
      System.setProperty("java.class.path", before);
    }
  }

  @Test
  void jarThatOnlyListsOthersIsReplacedByThem(@TempDir Path temp) throws Exception {
    Workplace place = new Workplace(temp);
    Path main =
        place.compile(
            "classes",
            Map.of(
                "Main.java",
                "public class Main { public static void main(String[] a) {"
                    + " System.out.print(io.faast.bundler.ClassPath.of(Main.class.getClassLoader())"
                    + ".entries()); } }"),
            Workplace.jarsOfTests("classes").toArray(new Path[0]));
    StringBuilder list = new StringBuilder("Class-Path: classes/");
    for (Path entry : Workplace.jarsOfTests("classes")) {
      list.append(' ').append(entry.toUri());
    }
    StringBuilder wrapped = new StringBuilder("Manifest-Version: 1.0\r\n");
    for (int i = 0; i < list.length(); i += 60) {
      wrapped.append(i == 0 ? "" : " ").append(list, i, Math.min(i + 60, list.length()));
      wrapped.append("\r\n");
    }
    Path booter =
        place.jar(
            "booter.jar",
            Map.of(
                "META-INF/MANIFEST.MF",
                wrapped.append("\r\n").toString().getBytes(StandardCharsets.UTF_8)));
    assertThat(place.java("-cp", booter.toString(), "Main"))
        .startsWith("[" + main + ", ")
        .doesNotContain("booter");
  }
}
