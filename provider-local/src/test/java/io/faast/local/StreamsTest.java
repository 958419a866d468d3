package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.local.fixture.Deeds;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import io.faast.worker.ReplyMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsTest {
  private static TestRun run;

  @TempDir Path directory;

  @BeforeAll
  static void deploy() throws Exception {
    run = TestRun.of(TestRun.spec(Deeds.class, 2, TestRun.PATIENT));
  }

  @AfterAll
  static void close() throws Exception {
    assertThat(run.end().failures()).isEmpty();
  }

  @Test
  void itemsComeAsTheyAreAskedForAndNoMore() throws Exception {
    Hearing hearing = run.start(TestRun.LONG, "count", 1_000);
    hearing.invocation().request(3);
    assertThat(hearing.take(3)).isEqualTo(List.of(0, 1, 2));
    // Another call's answer shows that the first worker's thread has had its time.
    assertThat(run.value("sleep", 50)).isEqualTo(50);
    assertThat(hearing.arrived()).isZero();
    assertThat(hearing.ended()).isFalse();
    hearing.invocation().request(Long.MAX_VALUE);
    assertThat(hearing.take(997)).isEqualTo(IntStream.range(3, 1_000).boxed().toList());
    Outcome outcome = hearing.outcome();
    ReplyMessage reply = ReplyMessage.read(((Outcome.Answered) outcome).response());
    assertThat(((ReplyMessage.End) reply).items()).isEqualTo(1_000);
  }

  @Test
  void creditGivenOneByOneMovesAStreamAlong() throws Exception {
    Hearing hearing = run.start(TestRun.LONG, "count", 200);
    for (int i = 0; i < 200; i++) {
      hearing.invocation().request(1);
      assertThat(hearing.take(1)).isEqualTo(List.of(i));
    }
    hearing.invocation().request(1); // there may be no further item, but it takes credit to ask
    assertThat(hearing.outcome()).isInstanceOf(Outcome.Answered.class);
  }

  @Test
  void aStreamThatIsStoppedClosesItsProducer() throws Exception {
    Path closed = directory.resolve("closed");
    Hearing hearing = run.start(TestRun.LONG, "countForever", closed.toString());
    hearing.invocation().request(10);
    hearing.take(10);
    hearing.invocation().cancel();
    assertThat(TestRun.failure(hearing).kind()).isEqualTo(FailureKind.CANCELLED);
    assertThat(Files.readString(closed)).isEqualTo("closed");
    assertThat(run.value("increment", 1)).isEqualTo(2);
  }

  @Test
  void aStreamCanBeStoppedWhileItFloods() throws Exception {
    Hearing hearing =
        run.start(TestRun.LONG, "countForever", directory.resolve("flood").toString());
    hearing.invocation().request(Long.MAX_VALUE);
    hearing.take(10_000);
    hearing.invocation().cancel();
    assertThat(TestRun.failure(hearing).kind()).isEqualTo(FailureKind.CANCELLED);
  }
}
