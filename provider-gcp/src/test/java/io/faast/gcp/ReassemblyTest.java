package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.faast.gcp.worker.Frames;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReassemblyTest {
  @Test
  void framesComeBackWholeAndInOrderHoweverTheirMessagesCome() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      List<byte[]> payloads = new ArrayList<>();
      ByteBuffer bytes = ByteBuffer.allocate(10_000);
      for (int i = 1 + random.nextInt(8); i > 0; i--) {
        byte[] payload = new byte[1 + random.nextInt(1_000)];
        random.nextBytes(payload);
        payloads.add(payload);
        bytes.put(Frames.ITEM).putInt(payload.length).put(payload);
      }
      bytes.flip();
      List<ByteBuffer> messages = new ArrayList<>();
      while (bytes.hasRemaining()) {
        int count = Math.min(bytes.remaining(), 1 + random.nextInt(900));
        messages.add(bytes.slice(bytes.position(), count));
        bytes.position(bytes.position() + count);
      }
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < messages.size(); i++) {
        order.addAll(Collections.nCopies(1 + random.nextInt(2), i));
      }
      Collections.shuffle(order, random);
      Reassembly reassembly = new Reassembly(1_000);
      List<ByteBuffer> came = new ArrayList<>();
      for (int number : order) {
        reassembly
            .add(number, messages.get(number).duplicate())
            .forEach(frame -> came.add(frame.payload()));
      }
      assertEquals(messages.size(), reassembly.received());
      assertEquals(payloads.stream().map(ByteBuffer::wrap).toList(), came);
    }
  }

  @Test
  void lengthsAreCheckedBeforeAnythingIsAllocated() {
    for (int length : new int[] {-1, 0, 1_001, Integer.MAX_VALUE}) {
      ByteBuffer message = ByteBuffer.allocate(5).put(Frames.ITEM).putInt(length).flip();
      assertThrows(
          IllegalArgumentException.class, () -> new Reassembly(1_000).add(0, message), "" + length);
    }
  }

  @Test
  void messagesFarAheadAreRefused() {
    Reassembly reassembly = new Reassembly(10);
    assertThrows(
        IllegalArgumentException.class, () -> reassembly.add(100_000, ByteBuffer.allocate(0)));
    assertThrows(IllegalArgumentException.class, () -> reassembly.add(-1, ByteBuffer.allocate(0)));
  }
}
