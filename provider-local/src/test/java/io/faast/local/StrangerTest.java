package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.local.worker.Frames;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who connects to the client's socket without being its worker gets nowhere. */
@Timeout(120)
class StrangerTest {
  @TempDir Path directory;

  @Test
  void strangersAreRefusedWithoutHarm() throws Exception {
    try (TestRun run = TestRun.of(2)) {
      SocketAddress socket = UnixDomainSocketAddress.of(run.directory().resolve("s"));
      assertThat(Files.getPosixFilePermissions(run.directory()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
      Random random = new Random(1);
      for (int i = 0; i < 200; i++) {
        byte[] noise = new byte[random.nextInt(100)];
        random.nextBytes(noise);
        assertRefused(socket, ByteBuffer.wrap(noise), i % 2 == 0);
      }
      assertRefused(socket, hello(1), true);
      assertRefused(socket, hello(3), true);
      assertRefused(socket, Frames.header(Frames.HELLO, Integer.MAX_VALUE), true);
      assertRefused(socket, Frames.header(Frames.READY, 0), true);
      assertThat(run.value("increment", 1)).isEqualTo(2);
    }
  }

  @Test
  void silentStrangersDoNotKeepWorkersOut() throws Exception {
    try (TestRun run = TestRun.of(2)) {
      SocketAddress socket = UnixDomainSocketAddress.of(run.directory().resolve("s"));
      var silent = new java.util.ArrayList<SocketChannel>();
      for (int i = 0; i < 100; i++) {
        silent.add(SocketChannel.open(socket));
      }
      assertThat(run.failure("exit", 1).message()).contains("code 1"); // so a new one comes
      assertThat(run.value("increment", 1)).isEqualTo(2);
      for (SocketChannel channel : silent) {
        channel.close();
      }
    }
  }

  @Test
  void loopbackServesWherePathsAreTooLong() throws Exception {
    String usual = System.getProperty("java.io.tmpdir");
    Path deep = Files.createDirectories(directory.resolve("d".repeat(100)));
    System.setProperty("java.io.tmpdir", deep.toString());
    try (TestRun run = TestRun.of(2)) {
      assertThat(run.value("increment", 1)).isEqualTo(2);
      assertThat(run.directory().resolve("s")).doesNotExist();
      assertThat(run.value("length", (Object) new byte[3 << 20])).isEqualTo(3 << 20);
    } finally {
      System.setProperty("java.io.tmpdir", usual);
    }
  }

  private static ByteBuffer hello(int worker) {
    ByteBuffer hello = ByteBuffer.allocate(Frames.HEADER + 4 + Frames.TOKEN);
    Frames.putHeader(hello, Frames.HELLO, 4 + Frames.TOKEN);
    return hello.putInt(worker).put(new byte[Frames.TOKEN]).flip();
  }

  /** Sends something; waits until the other side hangs up, if it must. */
  private static void assertRefused(SocketAddress socket, ByteBuffer said, boolean hangUp)
      throws IOException {
    try (SocketChannel channel = SocketChannel.open(socket)) {
      boolean refusable = said.remaining() >= Frames.HEADER;
      channel.write(said);
      if (hangUp && refusable) {
        assertThat(ended(channel)).isTrue();
      }
    }
  }

  private static boolean ended(SocketChannel channel) {
    try {
      return channel.read(ByteBuffer.allocate(1)) < 0;
    } catch (IOException e) {
      return true; // reset: it was closed before all was read
    }
  }
}
