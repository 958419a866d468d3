package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/** What the other end may do to a connection. */
class ConnectionsTest {
  private static final SdkEventLoopGroup LOOPS =
      SdkEventLoopGroup.builder().numberOfThreads(2).build();
  private static final Duration LONG = Duration.ofMinutes(2);

  @AfterAll
  static void end() {
    LOOPS.eventLoopGroup().shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static Connections connections(URI place, int most, SslContext tls) {
    return new Connections(LOOPS, place, most, LONG, tls, refusal -> {});
  }

  private static Connections connections(RawServer server, int most) {
    return connections(server.at("http"), most, null);
  }

  private static Exchange send(Connections connections, String body, Duration patience) {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    String head = "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: " + bytes.length + "\r\n\r\n";
    Exchange exchange =
        new Exchange(
            head.getBytes(StandardCharsets.ISO_8859_1),
            bytes,
            System.nanoTime() + patience.toNanos());
    connections.send(exchange);
    return exchange;
  }

  private static String answer(CompletableFuture<FunctionClient.Answer> exchange) throws Exception {
    byte[] payload = exchange.get(1, TimeUnit.MINUTES).payload().array();
    return new String(payload, StandardCharsets.ISO_8859_1);
  }

  private static Throwable failure(CompletableFuture<?> exchange) {
    return assertThrows(ExecutionException.class, () -> exchange.get(1, TimeUnit.MINUTES))
        .getCause();
  }

  private static void echo(RawServer.Line line) throws IOException {
    for (String body = line.request(); body != null; body = line.request()) {
      line.answer(body);
    }
  }

  @Test
  void connectionIsUsedAgain() throws Exception {
    try (RawServer server = new RawServer(ConnectionsTest::echo);
        Connections connections = connections(server, 10)) {
      for (int i = 0; i < 100; i++) {
        assertEquals("n" + i, answer(send(connections, "n" + i, LONG)));
      }
      assertEquals(1, server.connections.get());
    }
  }

  @Test
  void thereAreNoMoreConnectionsThanAllowedAndWhoWaitsIsServed() throws Exception {
    try (RawServer server = new RawServer(ConnectionsTest::echo);
        Connections connections = connections(server, 3)) {
      List<Exchange> all = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        all.add(send(connections, "n" + i, LONG));
      }
      for (int i = 0; i < 500; i++) {
        assertEquals("n" + i, answer(all.get(i)));
      }
      assertTrue(server.connections.get() <= 3, () -> server.connections + " connections");
    }
  }

  @Test
  void requestWithoutAnswerIsNotSentAgain() throws Exception {
    try (RawServer server = new RawServer(RawServer.Line::request);
        Connections connections = connections(server, 1)) {
      assertInstanceOf(IOException.class, failure(send(connections, "x", LONG)));
      assertInstanceOf(IOException.class, failure(send(connections, "x", LONG)));
      assertEquals(2, server.requests.get());
    }
  }

  @Test
  void connectionThatTheServerClosesIsNotUsedAgain() throws Exception {
    RawServer.Script script =
        line -> {
          String body = line.request();
          line.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\n" + body);
          line.request(); // would take another one
        };
    try (RawServer server = new RawServer(script);
        Connections connections = connections(server, 1)) {
      for (int i = 0; i < 5; i++) {
        assertEquals("" + i, answer(send(connections, "" + i, LONG)));
      }
      assertEquals(5, server.connections.get());
      assertEquals(5, server.requests.get());
    }
  }

  @Test
  void answerMayEndWithItsConnection() throws Exception {
    RawServer.Script script =
        line -> {
          String body = line.request();
          line.say("HTTP/1.1 200 OK\r\n\r\n" + body);
        };
    try (RawServer server = new RawServer(script);
        Connections connections = connections(server, 1)) {
      assertEquals("a", answer(send(connections, "a", LONG)));
      assertEquals("b", answer(send(connections, "b", LONG)));
    }
  }

  @Test
  void answerMayComeByteByByteInChunksAfterInterimOnes() throws Exception {
    String text =
        String.join(
            "\r\n",
            "HTTP/1.1 100 Continue",
            "",
            "HTTP/1.1 103 Early Hints",
            "Link: x",
            "",
            "HTTP/1.1 200 OK",
            "Transfer-Encoding: chunked",
            "",
            "3",
            "abc",
            "4;x=y",
            "defg",
            "0",
            "Trailer: z",
            "",
            "");
    RawServer.Script script =
        line -> {
          line.socket().setTcpNoDelay(true);
          while (line.request() != null) {
            for (int i = 0; i < text.length(); i++) {
              line.say(text.substring(i, i + 1));
            }
          }
        };
    try (RawServer server = new RawServer(script);
        Connections connections = connections(server, 1)) {
      assertEquals("abcdefg", answer(send(connections, "x", LONG)));
      assertEquals("abcdefg", answer(send(connections, "x", LONG)));
      assertEquals(1, server.connections.get());
    }
  }

  @Test
  void whatIsNoWholeAnswerOfHttpFailsTheCall() throws Exception {
    for (String bad :
        List.of(
            "\u0000\u0001\u0002garbage\r\n\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\nab",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
            "HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000) + "\r\nContent-Length: 0\r\n\r\n")) {
      RawServer.Script script =
          line -> {
            line.request();
            line.say(bad);
          };
      try (RawServer server = new RawServer(script);
          Connections connections = connections(server, 1)) {
        assertInstanceOf(IOException.class, failure(send(connections, "x", LONG)), bad);
      }
    }
  }

  @Test
  void whatNobodyAskedForIsNobodysAnswer() throws Exception {
    CountDownLatch said = new CountDownLatch(1);
    RawServer.Script script =
        line -> {
          String body = line.request();
          line.answer(body);
          if (line.nth() == 1) {
            line.answer("forged");
            line.request(); // until the client has closed
            said.countDown();
          }
        };
    try (RawServer server = new RawServer(script);
        Connections connections = connections(server, 1)) {
      assertEquals("a", answer(send(connections, "a", LONG)));
      assertTrue(said.await(1, TimeUnit.MINUTES), "the connection stays open");
      assertEquals("b", answer(send(connections, "b", LONG)));
    }
  }

  @Test
  void whatIsSaidTooMuchIsNotTheAnswerOfWhoWaits() throws Exception {
    String twice = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na".repeat(2);
    RawServer.Script script =
        line -> {
          String body = line.request();
          if (body.equals("a")) {
            line.say(twice);
            line.request(); // until the client has closed
          } else {
            line.answer(body);
          }
        };
    try (RawServer server = new RawServer(script);
        Connections connections = connections(server, 1)) {
      Exchange first = send(connections, "a", LONG);
      Exchange next = send(connections, "b", LONG);
      assertEquals("a", answer(first));
      assertInstanceOf(IOException.class, failure(next), "an answer that was for nobody");
      assertEquals("c", answer(send(connections, "c", LONG)));
    }
  }

  @Test
  void answerThatComesBeforeAnyRequestFailsTheCall() throws Exception {
    RawServer.Script script = line -> line.answer("early");
    try (RawServer server = new RawServer(script);
        Connections connections = connections(server, 1)) {
      for (int i = 0; i < 50; i++) {
        Exchange exchange = send(connections, "x", LONG);
        try {
          assertEquals("early", answer(exchange), "as if it had been asked for");
        } catch (ExecutionException e) {
          assertInstanceOf(IOException.class, e.getCause());
        }
      }
    }
  }

  @Test
  void refusalThatComesBeforeTheRequestIsReadIsTheAnswer() throws Exception {
    RawServer.Script script =
        line -> {
          line.socket().getInputStream().read();
          line.say("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n{}");
          line.socket().getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        };
    try (RawServer server = new RawServer(script);
        Connections connections = connections(server, 1)) {
      Throwable refusal = failure(send(connections, "x".repeat(6 << 20), LONG));
      assertEquals(413, assertInstanceOf(AwsServiceException.class, refusal).statusCode());
    }
  }

  @Test
  void slowDripDoesNotPutTheEndOff() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    RawServer.Script script =
        line -> {
          line.request();
          line.say("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
          while (!end.await(10, TimeUnit.MILLISECONDS)) {
            line.say("x");
          }
        };
    Duration patience = Duration.ofMillis(100);
    try (RawServer server = new RawServer(script);
        Connections connections =
            new Connections(LOOPS, server.at("http"), 1, patience, null, refusal -> {})) {
      Exchange waits = send(connections, "x", patience);
      Exchange behind = send(connections, "y", Duration.ZERO);
      assertInstanceOf(TimeoutException.class, failure(waits));
      assertInstanceOf(TimeoutException.class, failure(behind));
    } finally {
      end.countDown();
    }
  }

  @Test
  void closingFailsWhatIsUnderWayAndWhatComesLater() throws Exception {
    try (RawServer server = new RawServer(line -> line.socket().getInputStream().read());
        Connections connections = connections(server, 1)) {
      Exchange held = send(connections, "x".repeat(1 << 20), LONG);
      Exchange waiting = send(connections, "y", LONG);
      connections.close();
      assertInstanceOf(IOException.class, failure(held));
      assertInstanceOf(IOException.class, failure(waiting));
      assertInstanceOf(IOException.class, failure(send(connections, "z", LONG)));
    }
  }

  @Test
  void nobodyThereIsToldAtOnce() throws Exception {
    URI place;
    try (RawServer server = new RawServer(ConnectionsTest::echo)) {
      place = server.at("http");
    }
    try (Connections connections = connections(place, 1, null)) {
      assertInstanceOf(IOException.class, failure(send(connections, "x", LONG)));
      assertInstanceOf(IOException.class, failure(send(connections, "x", LONG)));
    }
  }

  @Test
  void certificateMustBeTrustedAndTheHosts(@TempDir Path directory) throws Exception {
    KeyStore here = certificate(directory.resolve("here"), "ip:127.0.0.1");
    KeyStore elsewhere = certificate(directory.resolve("elsewhere"), "dns:elsewhere.example");
    try (RawServer server = new RawServer(sockets(here), ConnectionsTest::echo);
        Connections good = connections(server.at("https"), 2, trusting(here));
        Connections stranger =
            connections(
                server.at("https"),
                2,
                SslContextBuilder.forClient().sslProvider(SslProvider.JDK).build())) {
      assertEquals("a", answer(send(good, "a", LONG)));
      String large = "x".repeat(1 << 20);
      assertEquals(large, answer(send(good, large, LONG)));
      assertInstanceOf(SSLException.class, failure(send(stranger, "a", LONG)));
      assertEquals(2, server.requests.get(), "requests to whom nobody trusts");
    }
    try (RawServer server = new RawServer(sockets(elsewhere), ConnectionsTest::echo);
        Connections wrong = connections(server.at("https"), 2, trusting(elsewhere))) {
      assertInstanceOf(SSLException.class, failure(send(wrong, "a", LONG)));
      assertEquals(0, server.requests.get(), "requests to another host");
    }
  }

  private static KeyStore certificate(Path file, String name) throws Exception {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process made =
        new ProcessBuilder(
                tool.toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                "secret",
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    try (InputStream said = made.getInputStream()) {
      String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, made.waitFor(), text);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, "secret".toCharArray());
    }
    return keys;
  }

  private static ServerSocketFactory sockets(KeyStore keys) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "secret".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context.getServerSocketFactory();
  }

  private static SslContext trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("a", keys.getCertificate("a"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    return SslContextBuilder.forClient()
        .sslProvider(SslProvider.JDK)
        .trustManager(managers)
        .build();
  }
}
