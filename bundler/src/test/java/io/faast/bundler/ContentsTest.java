package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What besides classes is in a bundle. */
class ContentsTest {
  @TempDir Path temp;
  private Workplace place = new Workplace(Path.of(""));
  private Path classes = Path.of("");

  @BeforeEach
  void compile() {
    place = new Workplace(temp);
    classes =
        place.compile(
            "classes",
            Map.of(
                "a/Root.java", "package a; public class Root { Api api; }",
                "a/Api.java", "package a; public interface Api {}",
                "a/Other.java", "package a; public interface Other {}",
                "b/First.java", "package b; public class First implements a.Api { Help help; }",
                "b/Help.java", "package b; public class Help {}",
                "b/Second.java", "package b; public class Second implements a.Api {}",
                "b/OtherImpl2.java", "package b; public class OtherImpl2 implements a.Other {}",
                "c/Fs.java",
                    "package c; public abstract class Fs extends"
                        + " java.nio.file.spi.FileTypeDetector {}",
                "c/Lint.java",
                    "package c; public abstract class Lint implements"
                        + " javax.annotation.processing.Processor {}"));
  }

  private BundleRequest.Builder request(Path... more) {
    Path[] entries = new Path[more.length + 1];
    System.arraycopy(more, 0, entries, 0, more.length);
    entries[more.length] = classes;
    return BundleRequest.builder(ClassPath.of(entries)).root("a.Root");
  }

  @Test
  void filesThatOnlyLookLikeClassesDoNotCountAsClasses() throws Exception {
    byte[] other = Workplace.tree(classes).get("a/Other.class");
    Path layout =
        place.jar(
            "layout.jar",
            Map.of("BOOT-INF/classes/a/Other.class", other, "app.properties", utf8("x=1")));
    Path impostor = place.jar("impostor.jar", Map.of("a/Api.class", other));

    Bundle bundle = place.bundle(request(layout, impostor).build());

    assertThat(Workplace.contents(bundle.jar()))
        .containsKeys("BOOT-INF/classes/a/Other.class", "app.properties")
        .containsEntry(
            "a/Api.class", Workplace.contents(bundleOfClasses().jar()).get("a/Api.class"));
    assertThat(bundle.report().why("a.Api")).contains("a.Root (root class)");
  }

  private Bundle bundleOfClasses() throws BundleException {
    return place.bundle(request().build());
  }

  @Test
  void providersOfReachedServicesAreMergedAndMissingOnesDropped() throws Exception {
    Path one =
        place.jar("one.jar", Map.of("META-INF/services/a.Api", utf8("b.Second\nb.Gone # old\n")));
    Path two =
        place.jar("two.jar", Map.of("META-INF/services/a.Api", utf8("b.First\r\nb.Second\r\n")));

    Bundle bundle = place.bundle(request(one, two).build());

    assertThat(Workplace.contents(bundle.jar()))
        .containsEntry("META-INF/services/a.Api", "b.Second\nb.First\n")
        .containsKeys("b/First.class", "b/Help.class", "b/Second.class");
    assertThat(bundle.report().notes()).anyMatch(note -> note.contains("b.Gone"));
    assertThat(bundle.report().why("b.Help"))
        .containsExactly(
            "a.Root (root class)", "a.Api", "b.First (provider of service a.Api)", "b.Help");
  }

  @Test
  void servicesThatNobodyReachesAreLeftOut() throws Exception {
    place.write("classes/META-INF/services/a.Other", "b.OtherImpl2\n");
    Bundle bundle = place.bundle(request().build());
    assertThat(Workplace.contents(bundle.jar()))
        .doesNotContainKeys("META-INF/services/a.Other", "b/OtherImpl2.class");
  }

  @Test
  void servicesOfTheJdkAreLiveExceptThoseOfTheCompiler() throws Exception {
    place.write("classes/META-INF/services/java.nio.file.spi.FileTypeDetector", "c.Fs\n");
    place.write("classes/META-INF/services/javax.annotation.processing.Processor", "c.Lint\n");
    Bundle bundle = place.bundle(request().build());
    assertThat(Workplace.contents(bundle.jar()))
        .containsKeys("c/Fs.class", "META-INF/services/java.nio.file.spi.FileTypeDetector")
        .doesNotContainKey("c/Lint.class");
  }

  @Test
  void resourcesComeWithTheClassesOfTheirJar() throws Exception {
    Map<String, String> resources =
        Map.of(
            "a/text.properties", "x=1",
            "META-INF/LICENSE", "free",
            "META-INF/KEY.SF", "signature",
            "META-INF/KEY.RSA", "signature",
            "META-INF/INDEX.LIST", "index",
            "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nFrom: library\n",
            "META-INF/maven/g/a/pom.xml", "<project/>");
    Path used = place.jar("used.jar", classes, resources);
    Path unused =
        place.jar(
            "unused.jar",
            place.compile("z", Map.of("z/Z.java", "package z; class Z {}")),
            Map.of("z/z.txt", "z"));
    Path data = place.jar("data.jar", Map.of("data.bin", new byte[] {1}));

    Bundle bundle =
        place.bundle(
            BundleRequest.builder(ClassPath.of(used, unused, data))
                .root("a.Root")
                .mainClass("a.Root")
                .build());

    assertThat(Workplace.contents(bundle.jar()).keySet())
        .containsExactly(
            "META-INF/MANIFEST.MF",
            "META-INF/",
            "META-INF/LICENSE",
            "a/",
            "a/text.properties",
            "data.bin",
            "a/Api.class",
            "a/Root.class");
    assertThat(Workplace.contents(bundle.jar()).get("META-INF/MANIFEST.MF"))
        .isEqualTo("Manifest-Version: 1.0\r\nCreated-By: faast\r\nMain-Class: a.Root\r\n\r\n");
    assertThat(bundle.report().entries())
        .extracting(BundleReport.Entry::classesOut)
        .containsExactly(2, 0, 0);
  }

  @Test
  void firstEntryWinsAndTheOtherIsReported() throws Exception {
    Path first = place.jar("first.jar", Map.of("a.txt", utf8("first"), "same.txt", utf8("s")));
    Path second = place.jar("second.jar", Map.of("a.txt", utf8("second"), "same.txt", utf8("s")));
    Bundle bundle = place.bundle(request(first, second).build());
    assertThat(Workplace.contents(bundle.jar())).containsEntry("a.txt", "first");
    assertThat(bundle.report().notes())
        .singleElement()
        .asString()
        .startsWith(second.toString())
        .contains("1 resources", "a.txt");
  }

  @Test
  void includesAndExcludesDecide() throws Exception {
    place.write("files/deep/one.txt", "1");
    place.write("files/two.bin", "2");
    Path files = temp.resolve("files");
    Bundle bundle =
        place.bundle(
            request()
                .includeClasses(List.of("b.*"))
                .includeFiles(List.of(files.toString(), files + "/**/*.txt"))
                .excludes(List.of("b.Second", "**/*.bin"))
                .build());
    assertThat(Workplace.contents(bundle.jar()))
        .containsKeys("b/First.class", "b/OtherImpl2.class")
        .containsEntry("files/deep/one.txt", "1")
        .containsEntry("files/two.bin", "2")
        .containsEntry("deep/one.txt", "1")
        .doesNotContainKey("b/Second.class");
  }

  @Test
  void hintsOfNativeImageMetadataKeepClasses() throws Exception {
    place.write(
        "classes/META-INF/native-image/g/a/reflect-config.json",
        "[{\"name\":\"b.Help\",\"allDeclaredFields\":true},{\"type\":\"b.First[]\"}]");
    Bundle bundle = place.bundle(request().build());
    assertThat(bundle.report().classes()).contains("b.Help", "b.First");
  }

  @Test
  void multiReleaseEntriesFollowTheTarget() throws Exception {
    Map<String, byte[]> files = Workplace.tree(classes);
    files.put("META-INF/MANIFEST.MF", utf8("Manifest-Version: 1.0\nMulti-Release: true\n"));
    files.put("v.txt", utf8("base"));
    files.put("META-INF/versions/11/v.txt", utf8("11"));
    files.put("META-INF/versions/21/v.txt", utf8("21"));
    files.put("META-INF/versions/25/only.txt", utf8("25"));
    Path jar = place.jar("mr.jar", files);
    BundleRequest.Builder request = BundleRequest.builder(ClassPath.of(jar)).root("a.Root");

    assertThat(Workplace.contents(place.bundle(request.targetRelease(17).build()).jar()))
        .containsEntry("v.txt", "11")
        .doesNotContainKey("only.txt");
    assertThat(Workplace.contents(place.bundle(request.targetRelease(21).build()).jar()))
        .containsEntry("v.txt", "21");
    assertThat(Workplace.contents(place.bundle(request.targetRelease(25).build()).jar()))
        .containsEntry("only.txt", "25")
        .allSatisfy((name, content) -> assertThat(name).doesNotContain("versions"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
