package io.faast.aws.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Credit by a queue that answers what the test says, one poll after the other. */
class CreditPollTest {
  private static final int PATIENCE_SECONDS = 60;

  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> deleted = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> granted = new LinkedBlockingQueue<>();
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private CreditPoll poll;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/1/control";
    Queues queues =
        Queues.fromEnvironment(
            Map.of("AWS_ACCESS_KEY_ID", "k", "AWS_SECRET_ACCESS_KEY", "s", "AWS_REGION", "r"));
    Envelope request = new Envelope(ByteBuffer.allocate(0));
    request.with(Envelope.ID, "b").with(Envelope.CREDIT, 2);
    poll = new CreditPoll(queues, url, request, granted::add, cancelled::countDown);
    poll.start();
  }

  @AfterEach
  void stop() {
    poll.end();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String text = "{}";
      int status = 200;
      if (target.endsWith("ReceiveMessage")) {
        text = answers.take();
        status = text.contains("__type") ? 400 : 200;
      } else {
        deleted.add(body.replaceAll(".*\"ReceiptHandle\":\"([^\"]*)\".*", "$1"));
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the test is over
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String message(String attempt, long credit) {
    Envelope envelope = new Envelope(ByteBuffer.allocate(0));
    envelope.with(Envelope.ID, attempt).with(Envelope.CREDIT, credit);
    String text = new String(envelope.toText(), StandardCharsets.ISO_8859_1);
    return "{\"ReceiptHandle\":\"" + attempt + credit + "\",\"Body\":\"" + text + "\"}";
  }

  private static String messages(String... all) {
    return "{\"Messages\":[" + String.join(",", all) + "]}";
  }

  @Test
  void sumsAreGrantedOnceWhateverTheirOrder() throws Exception {
    answers.add(messages(message("b", 7), message("b", 5)));
    answers.add(messages(message("b", 7), message("b", 8)));
    assertEquals(List.of(5L, 1L), List.of(next(granted), next(granted)));
    for (String receipt : List.of("b7", "b5", "b7", "b8")) {
      assertEquals(receipt, next(deleted));
    }
    assertTrue(granted.isEmpty(), () -> "granted twice: " + granted);
  }

  @Test
  void creditOfALaterStreamIsLeftInTheQueueAndThatOfEarlierOnesIsDeleted() throws Exception {
    answers.add(messages(message("c", 9), message("a", 4), message("10", 3), message("b", 3)));
    answers.add(messages(message("b", 4)));
    // What is deleted after the second answer shows that the first is done with.
    assertEquals(List.of("a4", "b3", "b4"), List.of(next(deleted), next(deleted), next(deleted)));
    assertEquals(List.of(1L, 1L), List.of(next(granted), next(granted)));
  }

  @Test
  void endDoesNotWaitForAnAnswerThatDoesNotCome() throws Exception {
    answers.add(messages(message("b", 3)));
    assertEquals(1L, next(granted));
    poll.end(); // the next answer is still owed
    assertTrue(answers.isEmpty());
  }

  @Test
  void queueThatIsGoneCancelsTheStream() throws Exception {
    answers.add("{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\"}");
    assertTrue(cancelled.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  private static <T> T next(BlockingQueue<T> from) throws InterruptedException {
    T next = from.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertTrue(next != null, "nothing came");
    return next;
  }
}
