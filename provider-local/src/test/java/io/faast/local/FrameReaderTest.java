package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.local.worker.FrameReader;
import io.faast.local.worker.Frames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
  @Test
  void framesSurviveAnyCutting() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      ByteBuffer stream = ByteBuffer.allocate(1 << 16);
      List<byte[]> sent = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        byte[] body = new byte[random.nextInt(500)];
        random.nextBytes(body);
        Frames.putHeader(stream, 1 + i % 5, body.length);
        stream.put(body);
        sent.add(body);
      }
      stream.flip();
      FrameReader reader = new FrameReader(500);
      List<byte[]> got = new ArrayList<>();
      int end = stream.limit();
      while (stream.position() < end) {
        stream.limit(Math.min(end, stream.position() + 1 + random.nextInt(300)));
        for (ByteBuffer body = reader.next(stream); body != null; body = reader.next(stream)) {
          assertThat(reader.type()).isEqualTo(1 + got.size() % 5);
          byte[] bytes = new byte[body.remaining()];
          body.get(bytes);
          got.add(bytes);
        }
      }
      assertThat(got).containsExactlyElementsOf(sent);
    }
  }

  @Test
  void lengthsThatAreNotAllowedAreRefusedBeforeMemoryIsTaken() {
    for (int length : new int[] {-1, 501, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> new FrameReader(500).next(Frames.header(Frames.DONE, length)))
          .isInstanceOf(IOException.class);
    }
  }
}
