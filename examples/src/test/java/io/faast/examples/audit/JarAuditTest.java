package io.faast.examples.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.examples.audit.JarFacts.PackageSize;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JarAuditTest {
  private final JarAudit audit = new JarAudit();

  @Test
  void countsClassesByVersionAndSizesByPackage() throws Exception {
    JarFacts facts =
        audit.audit(
            Jars.jar()
                .classFile("a/One.class", 52, "1")
                .classFile("a/Two.class", 61, "22")
                .classFile("a/b/Three.class", 61, "333")
                .classFile("Top.class", 61, "")
                .entry("a/data.txt", new byte[100])
                .bytes());
    assertThat(facts.entries()).isEqualTo(5);
    assertThat(facts.inflatedBytes()).isEqualTo(9 + 10 + 11 + 8 + 100);
    assertThat(facts.classVersions()).isEqualTo(Map.of(52, 1, 61, 3));
    assertThat(facts.packages())
        .containsExactly(
            new PackageSize("", 1, 8), new PackageSize("a", 2, 19), new PackageSize("a.b", 1, 11));
    assertThat(facts.classBytes()).containsExactly(9, 10, 11, 8);
  }

  @Test
  void hashesAreTheFirstEightBytesOfSha256() throws Exception {
    byte[] content = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 61, 'x'};
    JarFacts facts = audit.audit(Jars.jar().entry("X.class", content).bytes());
    long expected = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(content)).getLong();
    assertThat(facts.classHashes()).containsExactly(expected);
  }

  @Test
  void readsTheManifest() throws Exception {
    JarFacts facts =
        audit.audit(
            Jars.jar()
                .manifest(
                    "Multi-Release: true",
                    "Automatic-Module-Name: a.b",
                    "Implementation-Version: 1.2")
                .bytes());
    assertThat(facts.multiRelease()).isTrue();
    assertThat(facts.automaticModuleName()).isEqualTo("a.b");
    assertThat(facts.implementationVersion()).isEqualTo("1.2");
  }

  @Test
  void aJarWithoutManifestHasNoManifestFacts() throws Exception {
    JarFacts facts = audit.audit(Jars.jar().bytes());
    assertThat(facts.multiRelease()).isFalse();
    assertThat(facts.automaticModuleName()).isNull();
    assertThat(facts.implementationVersion()).isNull();
    assertThat(facts.entries()).isZero();
  }

  @Test
  void classesForNewerReleasesBelongToTheirPackage() throws Exception {
    JarFacts facts =
        audit.audit(
            Jars.jar()
                .manifest("Multi-Release: true")
                .classFile("a/One.class", 52, "old")
                .classFile("META-INF/versions/9/a/One.class", 53, "new")
                .classFile("META-INF/versions/17/module-info.class", 61, "")
                .bytes());
    assertThat(facts.releases()).containsExactly(9, 17);
    assertThat(facts.moduleInfo()).isTrue();
    assertThat(facts.packages()).extracting(PackageSize::name).containsExactly("", "a");
  }

  @Test
  void aSignedJarHasASignatureAndItsBlock() throws Exception {
    Jars jar = Jars.jar().manifest().entry("META-INF/duke.SF", new byte[10]);
    assertThat(audit.audit(jar.bytes()).signed()).isFalse();
    JarFacts facts = audit.audit(jar.entry("META-INF/duke.rsa", new byte[10]).bytes());
    assertThat(facts.signed()).isTrue();
    assertThat(facts.signatureFiles()).containsExactly("DUKE.SF", "DUKE.RSA");
  }

  @Test
  void aFileThatIsOnlyCalledClassIsNoClass() throws Exception {
    JarFacts facts =
        audit.audit(Jars.jar().entry("a/Template.class", "${name}".getBytes(UTF_8)).bytes());
    assertThat(facts.classVersions()).isEmpty();
    assertThat(facts.inflatedBytes()).isEqualTo(7);
  }

  @Test
  void whatIsNoZipFileIsBroken() {
    assertThatThrownBy(() -> audit.audit("not a jar".getBytes(UTF_8)))
        .isInstanceOf(BrokenJarException.class)
        .hasMessageContaining("no end record");
    assertThatThrownBy(() -> audit.audit(new byte[0])).isInstanceOf(BrokenJarException.class);
  }

  @Test
  void aJarCutOffAnywhereIsBroken() {
    byte[] jar =
        Jars.jar().classFile("a/One.class", 61, "one").classFile("a/Two.class", 61, "two").bytes();
    for (int length = 0; length < jar.length; length++) {
      byte[] cut = Arrays.copyOf(jar, length);
      assertThatThrownBy(() -> audit.audit(cut))
          .as("%d of %d bytes", length, jar.length)
          .isInstanceOf(BrokenJarException.class);
    }
  }

  @Test
  void aJarWhoseBeginningIsMissingIsBroken() {
    byte[] jar = Jars.jar().classFile("a/One.class", 61, "one").bytes();
    byte[] cut = Arrays.copyOfRange(jar, 20, jar.length);
    assertThatThrownBy(() -> audit.audit(cut))
        .isInstanceOf(BrokenJarException.class)
        .hasMessageContaining("lists 1 entries, but 0");
  }

  @Test
  void changedBytesGiveFactsOrABrokenJarAndNothingElse() throws Exception {
    byte[] jar =
        Jars.jar()
            .manifest("Multi-Release: true")
            .classFile("a/One.class", 61, "one one one one one one one")
            .entry("META-INF/A.SF", new byte[300])
            .bytes();
    Random random = new Random(42);
    for (int round = 0; round < 3_000; round++) {
      byte[] changed = jar.clone();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(audit.audit(changed).entries()).isNotNegative();
      } catch (BrokenJarException e) {
        assertThat(e).hasMessageContaining("");
      }
    }
  }

  @Test
  void aZipBombIsRefused() {
    byte[] bomb =
        Jars.jar().entry("zeros", new byte[(int) JarAudit.FREE_INFLATED_BYTES + 1]).bytes();
    assertThat(bomb.length).isLessThan(100 << 10);
    assertThatThrownBy(() -> audit.audit(bomb))
        .isInstanceOf(BrokenJarException.class)
        .hasMessageContaining("zip bomb");
  }

  @Test
  void aZipBombCalledClassOrManifestIsRefused() {
    byte[] zeros = new byte[(int) JarAudit.FREE_INFLATED_BYTES + 1];
    assertThatThrownBy(() -> audit.audit(Jars.jar().entry("A.class", zeros).bytes()))
        .isInstanceOf(BrokenJarException.class);
    assertThatThrownBy(() -> audit.audit(Jars.jar().entry("META-INF/MANIFEST.MF", zeros).bytes()))
        .isInstanceOf(BrokenJarException.class);
  }
}
