package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import io.faast.spi.Attempt;
import io.faast.spi.AttemptListener;
import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/** A refusal that lasts longer than a new grant takes to be known. */
class RefusedCallTest {
  /** What the front end answers, in its words. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Page(int statusCode, byte[] body) implements HttpResponse<byte[]> {
    @Override
    public HttpRequest request() {
      return HttpRequest.newBuilder(uri()).build();
    }

    @Override
    public Optional<HttpResponse<byte[]>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
      return HttpHeaders.of(Map.of(), (name, value) -> true);
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return URI.create("https://f.example");
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_2;
    }
  }

  @SuppressWarnings("NullAway") // its run is not asked
  private static GcpAttempt attempt(Reports reports) {
    Attempt attempt =
        new Attempt(1, 0, "thumbnail", ByteBuffer.allocate(0), false, Duration.ofMinutes(1));
    AttemptListener nobody =
        new AttemptListener() {
          @Override
          public void onItem(ByteBuffer item) {
            throw new IllegalStateException();
          }

          @Override
          public void onOutcome(Outcome outcome) {
            throw new IllegalStateException();
          }
        };
    return new GcpAttempt("1", attempt, nobody, null, reports);
  }

  @Test
  void missingRightToCallIsNamedAndNotTriedAgain() throws Exception {
    try (Clients clients =
        Clients.open(
            GcpOptions.defaults()
                .withProject("project")
                .withCredentials(GoogleCredentials.create(new AccessToken("none", null))))) {
      Reports reports = new Reports(512, 1, URI.create("https://log.example"));
      ServiceErrors errors = new ServiceErrors(reports, new Deaths(clients, "f"));
      Page page = new Page(403, "Forbidden".getBytes(StandardCharsets.UTF_8));
      Outcome.Failed failed =
          errors.answered(attempt(reports), "trace", page).get(30, TimeUnit.SECONDS).orElseThrow();
      assertEquals(FailureKind.INFRASTRUCTURE, failed.kind());
      assertTrue(failed.permanent(), "tried again");
      assertTrue(failed.message().contains("run.routes.invoke"), failed.message());
      assertTrue(failed.message().contains("thumbnail"), failed.message());
    }
  }
}
