package io.faast.gcp;

import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.functions.v2.FunctionServiceSettings;
import io.faast.spi.ProviderException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What calls Google for one run, each part made when it is first needed. Thread-safe. */
final class Clients implements AutoCloseable {
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final String DEFAULT_REGION = "us-central1";

  /** What runs on them is short, except for what fetches a token now and then. */
  private static final int THREADS = 4;

  final GcpOptions options;
  final String project;
  final String region;
  private final ServiceTime time;
  private final GoogleCredentials credentials;
  private final ExecutorService executor;
  private final HttpClient http;
  private final Rest rest;
  private @Nullable FunctionServiceClient functions;
  private @Nullable PubSubClients pubsub;

  private Clients(
      GcpOptions options, GoogleCredentials credentials, String project, InstantSource clock) {
    time = new ServiceTime(clock);
    this.options = options;
    this.credentials = credentials;
    this.project = project;
    region = region(options);
    AtomicInteger threads = new AtomicInteger();
    executor =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "faast-gcp-" + threads.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    URI endpoint = options.endpoint();
    boolean plain = endpoint != null && "http".equals(endpoint.getScheme());
    http =
        HttpClient.newBuilder()
            // A server of plain HTTP would be asked to change to HTTP/2 first, for nothing.
            .version(plain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
            .connectTimeout(Duration.ofSeconds(10))
            .executor(executor)
            .build();
    rest = new Rest(http, credentials, endpoint, executor, time);
  }

  /**
   * Finds credentials and project, and makes clients for them.
   *
   * @throws ProviderException if one of both is named nowhere
   */
  static Clients open(GcpOptions options) {
    return open(options, InstantSource.system());
  }

  /** Makes clients that take this for the clock of this machine. */
  static Clients open(GcpOptions options, InstantSource clock) {
    GoogleCredentials credentials = credentials(options);
    return new Clients(options, credentials, project(options, credentials), clock);
  }

  private static GoogleCredentials credentials(GcpOptions options) {
    GoogleCredentials given = options.credentials();
    try {
      GoogleCredentials found = given == null ? GoogleCredentials.getApplicationDefault() : given;
      return found.createScopedRequired() ? found.createScoped(SCOPE) : found;
    } catch (IOException e) {
      throw new ProviderException(
          "No credentials for Google Cloud were found: " + e.getMessage(),
          "Log in with `gcloud auth application-default login`, or name a key file in"
              + " GOOGLE_APPLICATION_CREDENTIALS.",
          e);
    }
  }

  private static String project(GcpOptions options, GoogleCredentials credentials) {
    String[] candidates = {
      options.project(),
      System.getenv("GOOGLE_CLOUD_PROJECT"),
      credentials.getProjectId(),
      credentials.getQuotaProjectId()
    };
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isBlank()) {
        return candidate;
      }
    }
    throw new ProviderException(
        "No project is named: not in the options, GOOGLE_CLOUD_PROJECT, or the credentials.",
        "Give GcpOptions.withProject(\"my-project\"), or set GOOGLE_CLOUD_PROJECT.",
        null);
  }

  private static String region(GcpOptions options) {
    String named = options.region();
    if (named == null) {
      named = System.getenv("GOOGLE_CLOUD_REGION");
    }
    return named == null || named.isBlank() ? DEFAULT_REGION : named;
  }

  /** Returns what tells the time. */
  ServiceTime time() {
    return time;
  }

  GoogleCredentials credentials() {
    return credentials;
  }

  /** Returns what sends plain requests, with HTTP/2 wherever it is spoken. */
  HttpClient http() {
    return http;
  }

  /** Returns what calls the JSON APIs. */
  Rest rest() {
    return rest;
  }

  ExecutorService executor() {
    return executor;
  }

  /** Returns the clients of Pub/Sub. */
  synchronized PubSubClients pubsub() {
    PubSubClients made = pubsub;
    if (made == null) {
      // What a variable names would be sent the caller's token in plain text: options only.
      made = PubSubClients.open(credentials, options.pubsubEndpoint());
      pubsub = made;
    }
    return made;
  }

  /** Returns the client of Cloud Functions. */
  synchronized FunctionServiceClient functions() {
    FunctionServiceClient made = functions;
    if (made == null) {
      try {
        made = FunctionServiceClient.create(settings());
      } catch (IOException e) {
        throw new ProviderException(
            "The client of Cloud Functions could not be made: " + e.getMessage(),
            "See the message.",
            e);
      }
      functions = made;
    }
    return made;
  }

  /**
   * Ends the client of Cloud Functions until it is needed again: it has a thread that would keep a
   * process from ending whose user forgot to close a module.
   */
  synchronized void restFunctions() {
    if (functions != null) {
      functions.close();
      functions = null;
    }
  }

  /**
   * JSON over HTTP: a run makes a handful of requests, for which gRPC would start its own stack.
   */
  private FunctionServiceSettings settings() throws IOException {
    FunctionServiceSettings.Builder settings =
        FunctionServiceSettings.newHttpJsonBuilder()
            .setCredentialsProvider(FixedCredentialsProvider.create(credentials));
    URI endpoint = options.endpoint();
    if (endpoint != null) {
      settings.setEndpoint(endpoint.toString());
    }
    return settings.build();
  }

  @Override
  public synchronized void close() {
    restFunctions();
    if (pubsub != null) {
      pubsub.close();
    }
    executor.shutdown();
  }
}
