package com.example.faast.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.spi.RunTag;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SshOptionsTest {
  @Test
  void textsBecomeOptions() {
    SshOptions options =
        (SshOptions)
            new SshProvider()
                .parseOptions(
                    Map.of(
                        "hosts", "me@one:2222, two",
                        "identity", "/keys/id",
                        "known-hosts", "/keys/known",
                        "java", "/opt/java/bin/java",
                        "directory", "/var/tmp/faast",
                        "log-directory", "logs",
                        "jvm-options", "-Xss4m -Da=b"));
    assertEquals(
        List.of(new SshHost("me", "one", 2222), new SshHost("", "two", 0)), options.hosts());
    assertEquals(Optional.of(Path.of("/keys/id")), options.identity());
    assertEquals(Optional.of(Path.of("/keys/known")), options.knownHosts());
    assertEquals("/opt/java/bin/java", options.java());
    assertEquals("/var/tmp/faast", options.directory());
    assertEquals(Optional.of(Path.of("logs")), options.logDirectory());
    assertEquals(List.of("-Xss4m", "-Da=b"), options.jvmOptions());
    assertEquals("me@one:2222", options.hosts().get(0).toString());
    assertEquals("two", options.hosts().get(1).toString());
  }

  @Test
  void wrongTextsAreNamed() {
    for (Map<String, String> wrong :
        List.of(
            Map.of("host", "one"),
            Map.of("hosts", "me@one:port"),
            Map.of("hosts", "me@one:70000"),
            Map.of("hosts", "one;reboot"),
            Map.of("java", "java -version"),
            Map.of("java", "-version"),
            Map.of("directory", "~/faast"),
            Map.of("jvm-options", "Xss4m"),
            Map.of("identity", ""))) {
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> new SshProvider().parseOptions(wrong));
      String key = wrong.keySet().iterator().next();
      String value = wrong.get(key);
      assertTrue(
          refusal.getMessage().contains(key.equals("jvm-options") ? value : key)
              || refusal.getMessage().contains(value),
          refusal.getMessage());
    }
  }

  @Test
  void tagsSurviveTheirText() {
    for (String owner : List.of("", "me", "a b\nc", "it's $HOME `x`", "übermäßig")) {
      RunTag tag = new RunTag("run-1", owner, Instant.parse("2026-11-23T10:15:30Z"));
      assertEquals(Optional.of(tag), Tags.parse(Tags.text(tag)));
    }
    for (String foreign : List.of("", "a b", "a b c", "../x me 2026-11-23T10:15:30Z", "a % x y")) {
      assertEquals(Optional.empty(), Tags.parse(foreign), foreign);
    }
  }

  @Test
  void quotedTextsAreOneWordOfAShell() throws Exception {
    for (String text : List.of("", "plain", "it's", "$(touch x) `y` \\ \"z\"", "a\nb", "-n")) {
      Process shell =
          new ProcessBuilder("sh", "-c", "printf '%s|' " + Shell.quote(text) + " end").start();
      assertEquals(text + "|end|", new String(shell.getInputStream().readAllBytes()));
    }
  }
}
