package io.faast.aws.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a worker deals with what S3 may answer. */
class StoreTest {
  private static final String SECRET = "?X-Amz-Signature=secret";

  private final Deque<Integer> answers = new ArrayDeque<>();
  private byte[] content = {1, 2, 3};
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    Integer next = answers.poll();
    int status = next == null ? 200 : next;
    byte[] body = {};
    if (status >= 400) {
      String text =
          "<Error><Code>Some" + status + "</Code><Message>why</Message><X>secret</X></Error>";
      body = text.getBytes(StandardCharsets.UTF_8);
    } else if (exchange.getRequestMethod().equals("GET")) {
      body = content;
    } else {
      content = sent;
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String url() {
    return "http://"
        + InetAddress.getLoopbackAddress().getHostAddress()
        + ":"
        + server.getAddress().getPort()
        + "/reply"
        + SECRET;
  }

  private Envelope stored(long length) {
    return new Envelope(ByteBuffer.allocate(0))
        .with(Envelope.FETCH, url())
        .with(Envelope.STORED, length)
        .with(Envelope.STORE, url());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] all = new byte[buffer.remaining()];
    buffer.get(all);
    return all;
  }

  @Test
  void requestComesFromTheMessageOrFromWhereItSays() throws IOException {
    ByteBuffer inside = ByteBuffer.wrap(new byte[] {9});
    assertArrayEquals(new byte[] {9}, bytes(new Store(new Envelope(inside), 10).request()));
    assertArrayEquals(new byte[] {1, 2, 3}, bytes(new Store(stored(3), 10).request()));
  }

  @Test
  void replyIsStoredFromOneByteOverTheLimitOn() throws IOException {
    for (int size = 0; size <= 8; size++) {
      byte[] reply = new byte[size];
      Arrays.fill(reply, (byte) size);
      Envelope told = new Store(stored(0), 10).reply(ByteBuffer.wrap(reply), 4);
      assertArrayEquals(size > 4 ? new byte[0] : reply, bytes(told.body()));
      assertEquals(size > 4 ? size : -1, told.number(Envelope.STORED, -1));
      assertEquals(size > 4 ? 1 : 0, told.number(Envelope.STORES, 0));
      if (size > 4) {
        assertArrayEquals(reply, content);
      }
    }
  }

  @Test
  void whatMayPassIsTriedAgainAndCountedAsItIsBilled() throws IOException {
    answers.addAll(List.of(503, 500, 404));
    Store store = new Store(stored(3), 10);
    Envelope told = store.reply(ByteBuffer.allocate(5), 4);
    assertEquals(2, told.number(Envelope.STORES, 0), "one for which there was no bucket yet");
    answers.addAll(List.of(503, 500));
    content = new byte[] {1, 2, 3};
    assertArrayEquals(content, bytes(store.request()));
    assertEquals(1, store.reply(ByteBuffer.allocate(1), 4).number(Envelope.FETCHES, 0));
  }

  @Test
  void refusalsAreNotTriedAgainAndTellNoSecret() {
    for (int status : new int[] {400, 403}) {
      answers.add(status);
      Store store = new Store(stored(3), 10);
      StoreException put =
          assertThrows(StoreException.class, () -> store.reply(ByteBuffer.allocate(5), 4));
      assertEquals(0, answers.size());
      answers.addAll(List.of(status, 200));
      StoreException get = assertThrows(StoreException.class, store::request);
      assertEquals(1, answers.size(), "tried again");
      answers.clear();
      for (StoreException thrown : new StoreException[] {put, get}) {
        assertTrue(thrown.getMessage().contains("Some" + status + ": why"), thrown::getMessage);
        assertFalse(thrown.getMessage().contains("secret"), thrown::getMessage);
      }
      String told = store.trouble(put).get(Envelope.TROUBLE);
      assertEquals(put.getMessage(), URLDecoder.decode(told, StandardCharsets.UTF_8));
    }
  }

  @Test
  void objectThatIsGoneIsNotWaitedFor() {
    answers.addAll(List.of(404, 200));
    assertThrows(StoreException.class, () -> new Store(stored(3), 10).request());
    assertEquals(1, answers.size());
  }

  @Test
  void lengthsAreCheckedBeforeRoomIsMade() {
    for (long length : new long[] {-1, 11, Integer.MAX_VALUE, Long.MAX_VALUE}) {
      StoreException thrown =
          assertThrows(StoreException.class, () -> new Store(stored(length), 10).request());
      assertTrue(thrown.getMessage().contains("0 to 10"), thrown::getMessage);
    }
  }

  @Test
  void withoutAPlaceForItALargeReplyIsTrouble() throws IOException {
    Envelope request = new Envelope(ByteBuffer.allocate(0));
    Store store = new Store(request, 10);
    assertThrows(StoreException.class, () -> store.reply(ByteBuffer.allocate(5), 4));
    assertNull(store.reply(ByteBuffer.allocate(4), 4).get(Envelope.STORED));
  }
}
