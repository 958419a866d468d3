package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsReaderTest {
  /** More with {@code -Dfaast.facts=a.jar:b.jar}. */
  private static List<Path> jars() {
    List<Path> jars = new ArrayList<>(Workplace.jarsOfTests("jackson-"));
    jars.addAll(Workplace.jarsOfTests("junit-jupiter"));
    for (String more : System.getProperty("faast.facts", "").split(File.pathSeparator, -1)) {
      if (!more.isEmpty()) {
        jars.add(Path.of(more));
      }
    }
    return jars;
  }

  @Test
  void readsWhatAsmReads() throws Exception {
    int classes = 0;
    for (Path jar : jars()) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : zip.stream().toList()) {
          if (entry.getName().endsWith(".class")) {
            try (InputStream in = zip.getInputStream(entry)) {
              assertSame(jar + " " + entry.getName(), in.readAllBytes());
            }
            classes++;
          }
        }
      }
    }
    assertThat(classes).isGreaterThan(1_000);
  }

  @Test
  void readsWhatAsmReadsOfEveryKindOfInstruction(@TempDir Path temp) throws Exception {
    Path lib = new Workplace(temp).compile("lib", Map.of("lib/All.java", TrimmerTest.EVERYTHING));
    for (Map.Entry<String, byte[]> file : Workplace.tree(lib).entrySet()) {
      assertSame(file.getKey(), file.getValue());
    }
    Path own = Path.of(AsmFacts.class.getResource("AsmFacts.class").toURI()).getParent();
    try (var files = Files.list(own)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        assertSame(file.toString(), Files.readAllBytes(file));
      }
    }
  }

  private static void assertSame(String where, byte[] classFile) throws ClassHead.Broken {
    FactsTable table = new FactsTable();
    int start = new FactsReader(table).read(classFile);
    Facts facts = table.facts();
    assertThat(facts.isSound(new int[] {start})).as(where).isTrue();
    assertThat(lines(facts, start)).as(where).isEqualTo(AsmFacts.of(classFile));
  }

  private static List<String> lines(Facts facts, int start) {
    int[] data = facts.data;
    List<String> lines = new ArrayList<>();
    List<String> interfaces = new ArrayList<>();
    for (int i = 0; i < data[start + 4]; i++) {
      interfaces.add(facts.names[data[start + 5 + i]]);
    }
    int at = facts.classOps(start);
    lines.add(
        data[start]
            + " "
            + name(facts, data[start + 1])
            + " "
            + name(facts, data[start + 2])
            + " "
            + name(facts, data[start + 3])
            + " "
            + String.join(",", interfaces)
            + " "
            + ops(facts, at));
    at = members(facts, facts.afterOps(at), lines);
    lines.add("methods");
    members(facts, at, lines);
    return lines;
  }

  private static int members(Facts facts, int start, List<String> lines) {
    int at = start + 1;
    for (int n = facts.data[start]; n > 0; n--) {
      lines.add(
          facts.data[at]
              + " "
              + selector(facts, facts.data[at + 1])
              + " "
              + name(facts, facts.data[at + 2])
              + ops(facts, at + 3));
      at = facts.afterOps(at + 3);
    }
    return at;
  }

  private static List<String> ops(Facts facts, int at) {
    List<String> ops = new ArrayList<>();
    for (int i = at + 1; i <= at + facts.data[at]; i++) {
      int kind = Op.kind(facts.data[i]);
      int id = Op.id(facts.data[i]);
      String what =
          kind == Op.FEATURE
              ? Feature.of(id).toString()
              : Op.isMember(kind)
                  ? facts.names[facts.members[2 * id]]
                      + "."
                      + selector(facts, facts.members[2 * id + 1])
                  : facts.names[id];
      ops.add(kind + " " + what);
    }
    return ops;
  }

  private static String selector(Facts facts, int number) {
    return facts.names[facts.selectors[2 * number]] + facts.names[facts.selectors[2 * number + 1]];
  }

  private static String name(Facts facts, int number) {
    return number < 0 ? "null" : facts.names[number];
  }
}
