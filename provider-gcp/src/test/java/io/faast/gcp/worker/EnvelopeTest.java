package io.faast.gcp.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  @Test
  void whatIsReadIsWhatWasWritten() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] body = new byte[random.nextInt(3_000)];
      random.nextBytes(body);
      long call = random.nextLong();
      Envelope written =
          new Envelope(ByteBuffer.wrap(body))
              .with(Envelope.CALL, call)
              .with(Envelope.ID, "x" + i)
              .with(Envelope.ANSWERS, "projects/p/topics/t=a");
      Envelope read = Envelope.parse(ByteBuffer.wrap(written.toBytes()));
      assertEquals(ByteBuffer.wrap(body), read.body());
      assertEquals(call, read.number(Envelope.CALL, 0));
      assertEquals("x" + i, read.get(Envelope.ID));
      assertEquals("projects/p/topics/t=a", read.get(Envelope.ANSWERS));
      assertNull(read.get(Envelope.STORE));
    }
  }

  @Test
  void partOfAnEnvelopeIsRefused() {
    byte[] whole = new Envelope(ByteBuffer.wrap(new byte[100])).with(Envelope.ID, "u").toBytes();
    for (int length = 0; length < whole.length; length++) {
      ByteBuffer part = ByteBuffer.wrap(Arrays.copyOf(whole, length));
      assertThrows(IllegalArgumentException.class, () -> Envelope.parse(part));
    }
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    assertThrows(IllegalArgumentException.class, () -> Envelope.parse(ByteBuffer.wrap(longer)));
  }

  @Test
  void foreignBytesAreRefusedWithoutLookingForALineForEver() {
    byte[] foreign = new byte[20 << 20];
    Arrays.fill(foreign, (byte) 'x');
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> Envelope.parse(ByteBuffer.wrap(foreign)));
    assertTrue(String.valueOf(refused.getMessage()).contains("faast/1"));
    byte[] other = "faast/2 u=1 l=0\n".getBytes(StandardCharsets.US_ASCII);
    assertThrows(IllegalArgumentException.class, () -> Envelope.parse(ByteBuffer.wrap(other)));
  }

  @Test
  void valueThatWouldEndItsFieldIsRefused() {
    for (String value : new String[] {"a b", "a\nb", "\u00e4", "\u0000"}) {
      assertThrows(IllegalArgumentException.class, () -> new Envelope().with(Envelope.ID, value));
    }
  }
}
