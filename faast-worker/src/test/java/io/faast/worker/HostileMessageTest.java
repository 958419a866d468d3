package io.faast.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages that were cut or changed on the way. */
@Timeout(120)
class HostileMessageTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Generous for Jackson's buffers and for exceptions with their stack traces. */
  private static final long ALLOWED_BYTES = 2_000_000;

  interface Reading {
    void read(ByteBuffer bytes) throws Exception;
  }

  private static void damage(ByteBuffer valid, long seed, Reading reading) {
    byte[] original = new byte[valid.remaining()];
    valid.duplicate().get(original);
    attempt(original, reading);
    Random random = new Random(seed);
    for (int i = 0; i < 1500; i++) {
      byte[] bytes =
          Arrays.copyOf(original, i % 3 == 0 ? random.nextInt(original.length) : original.length);
      if (i % 3 != 0) {
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
          int at = random.nextInt(bytes.length);
          bytes[at] = (byte) (i % 3 == 1 ? bytes[at] ^ (1 << random.nextInt(8)) : random.nextInt());
        }
      }
      // The first time loads classes and links call sites, whatever the message asks for.
      attempt(bytes, reading);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      attempt(bytes, reading);
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated)
          .as(() -> "bytes that are allocated for " + HexFormat.of().formatHex(bytes))
          .isLessThan(ALLOWED_BYTES + 64L * bytes.length);
    }
  }

  private static void attempt(byte[] bytes, Reading reading) {
    try {
      reading.read(ByteBuffer.wrap(bytes));
    } catch (ProtocolException | ValueException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    } catch (Exception e) {
      throw new AssertionError(HexFormat.of().formatHex(bytes) + " led to " + e, e);
    }
  }

  @Test
  void argumentsAreReadOrRefused() throws Exception {
    int seed = 0;
    for (HostileCase c : HostileCase.all()) {
      MethodCodec codec = MethodCodec.of(HostileCase.Methods.class, c.method());
      MessageWriter w = new MessageWriter(16);
      codec.writeArguments(w, new Object[] {c.value()}, true);
      damage(w.toBuffer(), seed++, b -> codec.readArguments(new MessageReader(b)));
    }
  }

  @Test
  void repliesAreReadOrRefused() throws Exception {
    WorkerHarness harness = new WorkerHarness(WorkerModule.class);
    for (Method m : List.of(harness.only("fail"), harness.only("bytes"))) {
      Object argument = m.getName().equals("fail") ? "text" : 100;
      List<ByteBuffer> replies = new ArrayList<>();
      harness.worker.handle(
          harness.request(m, 1, argument),
          new ReplySink() {
            @Override
            public void item(ByteBuffer encoded) {}

            @Override
            public void done(ByteBuffer encoded) {
              replies.add(encoded);
            }
          });
      damage(replies.get(0), 7, ReplyMessage::read);
    }
  }

  @Test
  void requestsAreServedOrRefused() {
    WorkerHarness harness = new WorkerHarness(WorkerModule.class);
    damage(
        harness.request(harness.only("max"), 1, List.of("a", "b")),
        3,
        b -> assertThat(harness.send(b).finals).isEqualTo(1));
  }
}
