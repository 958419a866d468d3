package io.faast.aws.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  @Test
  void bytesAndFieldsComeBackAsJsonAndAsText() {
    Random random = new Random(1);
    for (int size = 0; size < 200; size++) {
      byte[] body = new byte[size];
      random.nextBytes(body);
      Envelope sent =
          new Envelope(ByteBuffer.wrap(body))
              .with(Envelope.ANSWERS, "http://127.0.0.1:1/0/q")
              .with(Envelope.CREDIT, Long.MAX_VALUE);
      for (byte[] line : new byte[][] {sent.toJson(), sent.toText()}) {
        Envelope read = Envelope.parse(ByteBuffer.wrap(line));
        assertEquals(ByteBuffer.wrap(body), read.body());
        assertEquals("http://127.0.0.1:1/0/q", read.get(Envelope.ANSWERS));
        assertEquals(Long.MAX_VALUE, read.number(Envelope.CREDIT, 0));
        assertNull(read.get(Envelope.CONTROL));
      }
    }
  }

  @Test
  void lineInQuotesIsJson() throws Exception {
    byte[] json = new Envelope(ByteBuffer.wrap(new byte[] {-1, 0, 34})).with("x", "a/b").toJson();
    String text = new ObjectMapper().readTree(json).textValue();
    assertEquals(json.length - 2, text.length());
  }

  @Test
  void fieldsThatWouldHaveToBeEscapedAreRefused() {
    Envelope envelope = new Envelope(ByteBuffer.allocate(0));
    for (String value : new String[] {"a b", "a\"b", "a\\b", "ä", "\n"}) {
      assertThrows(IllegalArgumentException.class, () -> envelope.with("x", value), value);
    }
  }

  @Test
  void whatIsNoEnvelopeIsRefused() {
    for (String text :
        new String[] {
          "", "\"", "{}", "null", "faast/1", "faast/2 b=", "faast/1 x b=", "faast/1 b=%", " b=",
        }) {
      ByteBuffer line = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      assertThrows(IllegalArgumentException.class, () -> Envelope.parse(line), text);
    }
  }

  @Test
  void positionOfTheBytesDoesNotMove() {
    ByteBuffer body = ByteBuffer.wrap(new byte[40], 7, 20);
    Envelope envelope = new Envelope(body.asReadOnlyBuffer());
    assertEquals(envelope.toJson().length, envelope.toJson().length);
    assertEquals(20, Envelope.parse(ByteBuffer.wrap(envelope.toText())).body().remaining());
    assertEquals(7, body.position());
  }
}
