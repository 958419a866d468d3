package io.faast.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PrimesTest {
  @Test
  void readmeShowsTheProgram() throws Exception {
    String source = Files.readString(Path.of("src/main/java/io/faast/examples/Primes.java"));
    String shown = source.substring(source.indexOf("import static"));
    assertThat(Files.readString(Path.of("../README.md"))).contains(shown);
  }

  @Test
  void printsWhatTheReadmeSays() {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Primes.main(new String[] {"local"});
    } finally {
      System.setOut(console);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith("664,579 primes below 10,000,000")
        .containsPattern("requests +10 request +\\$0\\.00000000")
        .contains("10 calls, 10 attempts");
  }
}
