package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the client that a module holds beside its functions. */
class ClientEntryTest {
  private static final String CLIENT = "io.faast.Faast";
  private static final String LED_TO = "cloud.Sdk";

  @TempDir Path temp;
  private Workplace place = new Workplace(Path.of(""));
  private Path program = Path.of("");
  private Path library = Path.of("");

  @BeforeEach
  void compile() {
    place = new Workplace(temp);
    Path classes =
        place.compile(
            "library",
            Map.of(
                "io/faast/Faast.java",
                "package io.faast; public class Faast {"
                    + " public static Deployed<?> faast() { return new cloud.Sdk(); } }",
                "io/faast/Deployed.java",
                "package io.faast; public interface Deployed<M> { void call(); }",
                "cloud/Sdk.java",
                "package cloud; public class Sdk implements io.faast.Deployed<String> {"
                    + " public void call() {} }"));
    library = place.jar("library.jar", classes, Map.of());
    program =
        place.compile(
            "program",
            Map.of(
                "a/Job.java",
                "package a; import io.faast.*; public class Job {"
                    + " public int twice(int n) { return 2 * n; }"
                    + " static Deployed<Job> open; "
                    + " public static void main(String[] args) { Deployed<?> m = Faast.faast();"
                    + " m.call(); } }",
                "a/Reader.java",
                "package a; public class Reader { Job job; public static void main(String[] args)"
                    + " throws Exception { System.out.print(new Job().twice(21) + \" \""
                    + " + Job.class.getDeclaredMethods().length + \" \""
                    + " + Job.class.getDeclaredField(\"open\").getGenericType());"
                    + " try { Job.main(args); } catch (NoClassDefFoundError e) {"
                    + " System.out.print(\" \" + e.getMessage()); } } }"),
            library);
  }

  private BundleRequest.Builder request(String root) {
    return BundleRequest.builder(ClassPath.of(program, library)).root(root);
  }

  private BundleReport report(BundleRequest.Builder request) throws BundleException {
    return place.bundle(request.build()).report();
  }

  @Test
  void functionsGoWithoutItAndRun() throws Exception {
    BundleReport report = report(request("a.Job"));
    assertThat(report.classes()).contains("a.Job").doesNotContain(CLIENT, LED_TO);
    assertThat(report.notes()).anyMatch(note -> note.startsWith("a.Job calls " + CLIENT));
    assertThat(report.missing()).isEmpty();

    Bundle reader = place.bundle(request("a.Reader").mainClass("a.Reader").build());
    assertThat(place.java("-cp", reader.jar().toString(), "a.Reader").strip())
        .isEqualTo("42 2 io.faast.Deployed<a.Job> io/faast/Faast");
  }

  @Test
  void aBundleThatIsAClientHasIt() throws Exception {
    BundleReport report = report(request("a.Job").client(true));
    assertThat(report.classes()).contains(CLIENT, LED_TO);
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void whoeverAsksForItGetsIt() throws Exception {
    for (String pattern : List.of(CLIENT, "io.faast.*", "io.**")) {
      assertThat(report(request("a.Job").includeClasses(List.of(pattern))).classes())
          .as(pattern)
          .contains(CLIENT, LED_TO);
    }
    assertThat(report(request("a.Job").includeClasses(List.of("cloud.*"))).classes())
        .doesNotContain(CLIENT);
    assertThat(report(request(CLIENT)).classes()).contains(CLIENT, LED_TO);
    assertThat(report(request("a.Job").client(true).excludes(List.of(CLIENT))).classes())
        .doesNotContain(CLIENT);
  }

  @Test
  void aRunThatUsedItMakesTheNextBundleHaveIt() throws Exception {
    ClassPath classPath = ClassPath.of(program, library);
    TraceStore.in(place.cache)
        .add("a.Job", classPath, new Trace(Set.of(CLIENT), Set.of(), Set.of()));
    assertThat(report(request("a.Job")).classes()).contains(CLIENT, LED_TO);
  }

  @Test
  void nothingIsSaidOfItWhereNothingCallsIt() throws Exception {
    assertThat(report(request(LED_TO)).notes()).isEmpty();
  }
}
