package io.faast.bundler.hints;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassNamesInResourceTest {
  private static Set<String> scan(byte[] content) {
    Set<String> names = new HashSet<>();
    ClassNamesInResource.scan(content, names::add);
    return names;
  }

  @ParameterizedTest
  @CsvSource({
    "<appender class='org.x.Console'/>, org/x/Console",
    "<class>org.x.Console</class>, org/x/Console",
    "org.x.Key=\\, org/x/Key",
    "a=org.x.One;org.x.Two, org/x/Two",
    "see {@link org.x.One}., org/x/One",
    "org/x/One.class, org/x/One",
    "/org/x/One.class, org/x/One",
    "org.x.One#method, org/x/One",
    "org.x.One.method(), org/x/One",
    "org.x.Outer.Inner, org/x/Outer$Inner",
    "org.x.Outer$Inner, org/x/Outer$Inner",
    "(Lorg/x/One;Lorg/x/Two;)V, org/x/Two",
    "(ILorg/x/One;)V, org/x/One",
    "[Lorg/x/One;, org/x/One",
    "org.x.lower, org/x/lower",
    "org.x.\u00c9t\u00e9, org/x/\u00c9t\u00e9",
    "p:org.x.One, org/x/One",
    "org.x.A_1$2, org/x/A_1$2",
  })
  void namesInText(String text, String name) {
    assertThat(scan(text.getBytes(UTF_8))).contains(name);
  }

  @ParameterizedTest
  @CsvSource({"1.2.3", "Console", "a..b", "...", "java.lang.String", "'x / y'"})
  void whatIsNoNameGivesNone(String text) {
    assertThat(scan(text.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void namesWithTheirLengthBeforeThemOfAnyLength() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Set<String> names = new HashSet<>();
    for (int length = 4; length < 250; length++) {
      String name = "p.C" + "x".repeat(length - 3);
      names.add(name.replace('.', '/'));
      out.writeUTF(name);
      out.writeByte('t');
    }
    assertThat(scan(bytes.toByteArray())).containsAll(names);
  }

  @Test
  void namesBetweenBytesThatAreInNoName() {
    Random random = new Random(3);
    byte[] around = {0, 1, '\n', ' ', '"', '\'', '<', '>', ';', ',', '=', '(', ')', ':', '#', 127};
    for (int round = 0; round < 2_000; round++) {
      StringBuilder name = new StringBuilder();
      for (int part = random.nextInt(3); part >= 0; part--) {
        name.append((char) ('a' + random.nextInt(26))).append("bc1").append('/');
      }
      name.append("Klass").append(random.nextInt(100));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(around[random.nextInt(around.length)]);
      bytes.writeBytes(
          name.toString().replace('/', random.nextBoolean() ? '.' : '/').getBytes(UTF_8));
      bytes.write(around[random.nextInt(around.length)]);
      assertThat(scan(bytes.toByteArray())).contains(name.toString());
    }
  }

  @Test
  void anyBytesEnd() {
    Random random = new Random(4);
    byte[] content = new byte[1 << 16];
    random.nextBytes(content);
    scan(content);
    scan("a.".repeat(1 << 18).getBytes(UTF_8));
    scan("/".repeat(1 << 18).getBytes(UTF_8));
    scan(new byte[0]);
  }
}
