package io.faast.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter out = new StringWriter();
  private final CountDownLatch asked = new CountDownLatch(2);

  private void show(boolean terminal) throws InterruptedException {
    PrintWriter err = new PrintWriter(out, true);
    try (Progress progress = new Progress(err, this::line, terminal, 1)) {
      progress.start();
      assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private String line() {
    asked.countDown();
    return asked.getCount() == 1 ? "a long line" : "short";
  }

  @Test
  void onATerminalTheLineIsRewrittenAndTakenAwayAtTheEnd() throws Exception {
    show(true);
    assertThat(out.toString())
        .startsWith("\ra long line\rshort      ")
        .endsWith("\r" + " ".repeat(5) + "\r")
        .doesNotContain("\n");
  }

  @Test
  void elsewhereEachIsALineOfItsOwn() throws Exception {
    show(false);
    assertThat(out.toString().lines()).startsWith("a long line", "short");
    assertThat(out.toString()).doesNotContain("\r");
  }
}
