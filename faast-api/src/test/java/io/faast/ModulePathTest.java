package io.faast;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.reference.MethodReferences;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ModulePathTest {
  private static final String PROGRAM =
      """
      package acme;

      import io.faast.function.ReturnsValue;
      import io.faast.reference.MethodReferences;

      public class Program {
        public String shout(String text) {
          return text.toUpperCase();
        }

        public static void main(String[] args) throws Exception {
          ReturnsValue.Instance1<Program, String, String> function = Program::shout;
          System.out.println(Program.class.getModule());
          System.out.println(MethodReferences.resolve(Program.class, function));
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void readsReferencesOfANamedModuleThatOpensNothing() throws Exception {
    String ours = location(MethodReferences.class);
    Path target = Files.createDirectory(directory.resolve("acme"));
    assertThat(
            Javac.compile(
                target,
                Map.of("module-info", "module acme {}", "acme.Program", PROGRAM),
                "-proc:none",
                "-classpath",
                Javac.classPath(),
                "--add-reads",
                "acme=ALL-UNNAMED"))
        .isEmpty();
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                target.toString(),
                "--class-path",
                ours,
                "--add-reads",
                "acme=ALL-UNNAMED",
                "--module",
                "acme/acme.Program")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out").toFile())
            .start();
    try {
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      child.destroyForcibly();
    }
    assertThat(Files.readString(directory.resolve("out"), StandardCharsets.UTF_8))
        .contains("module acme")
        .contains("public java.lang.String acme.Program.shout(java.lang.String)");
    assertThat(child.exitValue()).isZero();
  }

  private static String location(Class<?> type) throws Exception {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI()).getPath();
  }
}
