package io.faast.examples.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AuditTotalsTest {
  private final JarAudit audit = new JarAudit();

  private Map<String, byte[]> jars() {
    Map<String, byte[]> jars = new LinkedHashMap<>();
    jars.put(
        "a.jar",
        Jars.jar().classFile("p/A.class", 61, "a").classFile("p/S.class", 52, "same").bytes());
    jars.put(
        "b.jar",
        Jars.jar()
            .classFile("p/S.class", 52, "same")
            .classFile("q/S.class", 52, "same")
            .classFile("q/T.class", 52, "too")
            .bytes());
    jars.put(
        "c.jar",
        Jars.jar().classFile("r/S.class", 52, "same").classFile("r/U.class", 48, "u").bytes());
    jars.put(
        "d.jar",
        Jars.jar()
            .manifest("Multi-Release: true")
            .classFile("META-INF/versions/11/s/V.class", 55, "v")
            .entry("META-INF/K.SF", new byte[1])
            .entry("META-INF/K.EC", new byte[1])
            .bytes());
    return jars;
  }

  private AuditTotals totals(List<String> order) throws BrokenJarException {
    Map<String, byte[]> jars = jars();
    AuditTotals totals = new AuditTotals();
    for (String name : order) {
      totals.add(name, 1000, audit.audit(jars.get(name)));
    }
    totals.addBroken("x/broken.jar", "damaged");
    totals.addSkipped("x/huge.jar", "9 GiB is over the limit");
    return totals;
  }

  @Test
  void identicalClassesAreGroupedByTheJarsThatShareThem() throws Exception {
    Duplicates duplicates = Duplicates.of(totals(List.of("a.jar", "b.jar", "c.jar")).jars());
    assertThat(duplicates.classes()).isEqualTo(1);
    assertThat(duplicates.spareBytes()).isEqualTo(2 * 12);
    assertThat(duplicates.groups())
        .containsExactly(new Duplicates.Group(List.of("a.jar", "b.jar", "c.jar"), 1, 12));
  }

  @Test
  void twoCopiesInOneJarAreNoDuplicateAcrossJars() throws Exception {
    assertThat(Duplicates.of(totals(List.of("b.jar")).jars()).classes()).isZero();
  }

  @Test
  void theReportDoesNotDependOnTheOrderOfTheAnswers() throws Exception {
    List<String> names = new ArrayList<>(jars().keySet());
    List<String> expected = AuditReport.lines(totals(names));
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(names, random);
      assertThat(AuditReport.lines(totals(names))).isEqualTo(expected);
    }
  }

  @Test
  void theReportSaysWhatWasFound() throws Exception {
    String report = String.join("\n", AuditReport.lines(totals(List.copyOf(jars().keySet()))));
    assertThat(report)
        .contains("4 jars, 3.9 KiB", "8 classes in 4 packages")
        .containsPattern("Java 1\\.4 +1 +12\\.5 %")
        .containsPattern("Java 17 +1 +12\\.5 %")
        .containsPattern("Java 8 +5 +62\\.5 % +#{30}")
        .containsPattern("1 +12 B +a\\.jar, b\\.jar, c\\.jar")
        .contains("Signed jars: 1", "d.jar  K.SF, K.EC")
        .contains("Multi-release jars: 1 (classes for Java 11 in 1)")
        .contains("Broken jars: 1", "x/broken.jar  damaged")
        .contains("Skipped jars: 1", "x/huge.jar  9 GiB is over the limit");
  }

  @Test
  void aReportOnNothingIsOneLine() {
    assertThat(AuditReport.lines(new AuditTotals()))
        .containsExactly("0 jars, 0 B (0 B unpacked), 0 classes in 0 packages");
  }
}
