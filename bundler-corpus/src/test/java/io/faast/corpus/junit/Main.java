package io.faast.corpus.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.*;
import static org.mockito.ArgumentMatchers.*;
import static org.mockito.Mockito.*;

import io.faast.corpus.Cases;
import java.io.*;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.*;
import java.util.stream.Stream;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.condition.*;
import org.junit.jupiter.api.extension.*;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.*;
import org.junit.jupiter.params.converter.*;
import org.junit.jupiter.params.provider.*;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.*;
import org.junit.platform.launcher.core.*;
import org.junit.platform.launcher.listeners.*;
import org.mockito.*;
import org.mockito.junit.jupiter.MockitoExtension;

/** JUnit, Mockito and AssertJ: tests that a program finds and runs, mocks made at run time. */
public final class Main {
  interface Store {
    String find(int id);

    default String two() {
      return find(1) + find(2);
    }

    void put(String s) throws IOException;

    List<? extends Number> list();
  }

  static class Service {
    private final Store store;

    Service(Store s) {
      store = s;
    }

    String name(int id) {
      return "<" + store.find(id) + ">";
    }

    final int fin() {
      return 3;
    }

    static String st() {
      return "real";
    }
  }

  static final class Sealed {
    String x() {
      return "x";
    }
  }

  enum Colour {
    RED,
    GREEN,
    BLUE
  }

  @ExtendWith(MockitoExtension.class)
  static class MockTests {
    @Mock Store store;
    @Spy List<String> spied = new ArrayList<>();
    @Captor ArgumentCaptor<Integer> captor;
    @InjectMocks Service service;

    @Test
    void injected() {
      when(store.find(anyInt())).thenReturn("n");
      assertThat(service.name(3)).isEqualTo("<n>");
      verify(store).find(captor.capture());
      assertThat(captor.getValue()).isEqualTo(3);
    }

    @Test
    void unstubbed() {
      when(store.find(1)).thenReturn("unused");
    }

    @Test
    void wanted() {
      verify(store, times(2)).find(4);
    }

    @Test
    void thrown() throws IOException {
      doThrow(new IOException("disk")).when(store).put(any());
      store.put("x");
    }

    @Test
    void spy() {
      spied.add("a");
      assertThat(spied).containsExactly("b");
    }

    @Test
    void finals() {
      Sealed s = mock(Sealed.class);
      when(s.x()).thenReturn("y");
      assertThat(s.x()).isEqualTo("y");
    }

    @Test
    void statics() {
      try (MockedStatic<Service> m = mockStatic(Service.class)) {
        m.when(Service::st).thenReturn("fake");
        assertThat(Service.st()).isEqualTo("fake");
      }
      assertThat(Service.st()).isEqualTo("real");
    }
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  @DisplayName("everything")
  @Tag("slow")
  static class PlainTests {
    @TempDir Path tmp;

    @BeforeAll
    static void all() {}

    @BeforeEach
    void each(TestInfo info) {}

    @Test
    @Order(1)
    void temp() throws IOException {
      Files.writeString(tmp.resolve("x"), "y");
      assertThat(tmp.resolve("x")).hasContent("y").isRegularFile();
    }

    @ParameterizedTest(name = "{index}: {0} and {1}")
    @CsvSource({"1, a", "2, 'b, c'", "x, d"})
    @Order(2)
    void csv(int n, String s) {
      assertThat(n).isLessThan(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MONDAY", "nope"})
    @Order(4)
    void converted(DayOfWeek d) {}

    @ParameterizedTest
    @MethodSource("pairs")
    @Order(5)
    void method(String a, int b) {
      assertThat(a).hasSize(b);
    }

    static Stream<Arguments> pairs() {
      return Stream.of(Arguments.of("ab", 2), Arguments.of("abc", 2));
    }

    @ParameterizedTest
    @ArgumentsSource(Own.class)
    @Order(7)
    void own(@ConvertWith(Len.class) Integer i, ArgumentsAccessor all) {
      assertThat(all.size()).isEqualTo(i);
    }

    @RepeatedTest(value = 3, name = "{displayName} {currentRepetition}/{totalRepetitions}")
    @Order(8)
    void repeated(RepetitionInfo r) {
      assertThat(r.getCurrentRepetition()).isNotEqualTo(2);
    }

    @TestFactory
    @Order(9)
    Stream<DynamicNode> dynamic() {
      return Stream.of(
          DynamicTest.dynamicTest("d1", () -> {}),
          DynamicContainer.dynamicContainer(
              "c", Stream.of(DynamicTest.dynamicTest("d2", () -> Assertions.fail("no")))));
    }

    @Test
    @Disabled("not today")
    @Order(10)
    void disabled() {}

    @Test
    @EnabledIf("never")
    @Order(11)
    void conditional() {}

    static boolean never() {
      return false;
    }

    @Test
    @Order(14)
    void all3() {
      Assertions.assertAll(
          "heading",
          () -> Assertions.assertEquals(1, 2, "first"),
          () -> Assertions.assertArrayEquals(new int[] {1}, new int[] {2}),
          () ->
              Assertions.assertThrows(
                  IOException.class,
                  () -> {
                    throw new IllegalStateException("z");
                  }));
    }

    @Test
    @Order(16)
    void assumed() {
      Assumptions.assumeTrue(false, "why not");
    }

    @Test
    @Order(17)
    void reported(TestReporter reporter) {
      reporter.publishEntry("key", "value");
    }

    @Test
    @Order(18)
    @ExtendWith(Params.class)
    void injected(StringBuilder b) {
      assertThat(b.toString()).isEqualTo("injected");
    }

    @Test
    @Order(19)
    void soft() {
      org.assertj.core.api.SoftAssertions.assertSoftly(
          s -> {
            s.assertThat(1).isEqualTo(2);
            s.assertThat("a").contains("b");
          });
    }

    @Test
    @Order(21)
    void extracting() {
      assertThat(List.of(new Holder(1, List.of())))
          .extracting("n", "list")
          .containsExactly(org.assertj.core.groups.Tuple.tuple(2, List.of()));
    }

    @Nested
    class Inner {
      @Test
      void inner() {
        assertThat(tmp).isNotNull();
      }

      @Nested
      @TestInstance(TestInstance.Lifecycle.PER_CLASS)
      class Deeper {
        @BeforeAll
        void b() {}

        @Test
        void deeper() {
          assertThat(Map.of("a", 1)).containsEntry("a", 2);
        }
      }
    }
  }

  static final class Holder {
    final int n;
    final List<String> list;

    Holder(int n, List<String> l) {
      this.n = n;
      list = l;
    }
  }

  static class Own implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        org.junit.jupiter.params.support.ParameterDeclarations p, ExtensionContext c) {
      return Stream.of(Arguments.of("two", 3), Arguments.of("x"));
    }
  }

  static class Len extends SimpleArgumentConverter {
    @Override
    protected Object convert(Object o, Class<?> t) {
      return o.toString().length();
    }
  }

  static class Params implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext p, ExtensionContext e) {
      return p.getParameter().getType() == StringBuilder.class;
    }

    @Override
    public Object resolveParameter(ParameterContext p, ExtensionContext e) {
      return new StringBuilder("injected");
    }
  }

  static class Broken {
    Broken() {
      throw new IllegalStateException("constructor");
    }

    @Test
    void never() {}
  }

  static class Bad {
    @Test
    void noParam(int x) {}

    @BeforeEach
    private void hidden() {}

    @ParameterizedTest
    void noSource(int x) {}
  }

  @Execution(ExecutionMode.CONCURRENT)
  static class Concurrent {
    @ResourceLock("a")
    @Test
    void one() {}

    @Test
    void two() {}

    @Test
    @DisplayName("émoji 🎈")
    void three() {}
  }

  private static String run(Map<String, String> config, Class<?>... types) {
    StringBuilder text = new StringBuilder();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    TestExecutionListener listener =
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier id, TestExecutionResult r) {
            lines.add(
                id.getDisplayName()
                    + " "
                    + r.getStatus()
                    + r.getThrowable()
                        .map(
                            t ->
                                " "
                                    + t.getClass().getName()
                                    + ": "
                                    + t.getMessage()
                                    + suppressed(t)
                                    + cause(t))
                        .orElse(""));
          }

          @Override
          public void executionSkipped(TestIdentifier id, String reason) {
            lines.add(id.getDisplayName() + " skipped " + reason);
          }

          @Override
          public void reportingEntryPublished(TestIdentifier id, ReportEntry e) {
            lines.add(id.getDisplayName() + " " + e.getKeyValuePairs());
          }
        };
    var b = LauncherDiscoveryRequestBuilder.request().configurationParameters(config);
    for (Class<?> c : types) b.selectors(selectClass(c));
    Launcher launcher = LauncherFactory.create();
    launcher.execute(b.build(), summary, listener);
    Collections.sort(lines);
    StringWriter w = new StringWriter();
    text.append(String.join("\n", lines));
    var s = summary.getSummary();
    return text
        + " total "
        + s.getTestsFoundCount()
        + " "
        + s.getTestsSucceededCount()
        + " "
        + s.getTestsFailedCount();
  }

  private static String cause(Throwable t) {
    if (Boolean.getBoolean("corpus.stacks")) t.printStackTrace();
    return t.getCause() == null ? "" : " <- " + t.getCause() + cause(t.getCause());
  }

  private static String suppressed(Throwable t) {
    StringBuilder b = new StringBuilder();
    for (Throwable s : t.getSuppressed()) b.append(" / ").append(s.getMessage());
    return b.toString();
  }

  public static void main(String[] args) {
    Cases cases = new Cases("junit-?\\d+", "\\d+ ms", "hashCode: \\d+", "Mock for Store, hash");
    for (Class<?> c : List.of(PlainTests.class, MockTests.class, Broken.class, Bad.class)) {
      String[] lines = {""};
      cases.add(c.getSimpleName(), () -> lines[0] = run(Map.of(), c));
      int i = 0;
      for (String l : lines[0].split("\n")) {
        int n = i++;
        cases.add(c.getSimpleName() + n, () -> l);
      }
    }
    cases.add(
        "parallel",
        () ->
            run(
                Map.of(
                    "junit.jupiter.execution.parallel.enabled",
                    "true",
                    "junit.jupiter.displayname.generator.default",
                    "org.junit.jupiter.api.DisplayNameGenerator$ReplaceUnderscores"),
                Concurrent.class));
    cases.add(
        "missing",
        () -> {
          var b = LauncherDiscoveryRequestBuilder.request().selectors(selectClass("no.Such"));
          LauncherFactory.create().execute(b.build());
          return "?";
        });
    cases.add(
        "package",
        () -> {
          var b =
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectPackage("io.faast.corpus.junit"))
                  .filters(
                      org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns(
                          ".*"));
          return LauncherFactory.create().discover(b.build()).countTestIdentifiers(x -> true);
        });
    cases.add(
        "engines",
        () -> {
          var b =
              LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Concurrent.class));
          List<String> l = new ArrayList<>();
          for (var r : LauncherFactory.create().discover(b.build()).getRoots())
            l.add(r.getUniqueId());
          return l;
        });
    cases.finish();
  }
}
