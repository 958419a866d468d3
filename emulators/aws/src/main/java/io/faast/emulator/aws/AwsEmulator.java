package io.faast.emulator.aws;

import io.faast.emulator.aws.core.ApiCall;
import io.faast.emulator.aws.core.Bill;
import io.faast.emulator.aws.core.Credentials;
import io.faast.emulator.aws.core.Meters;
import io.faast.emulator.aws.core.Place;
import io.faast.emulator.aws.core.Service;
import io.faast.emulator.aws.iam.Authenticator;
import io.faast.emulator.aws.iam.IamService;
import io.faast.emulator.aws.iam.Identities;
import io.faast.emulator.aws.iam.Roles;
import io.faast.emulator.aws.iam.StsService;
import io.faast.emulator.aws.lambda.Lambda;
import io.faast.emulator.aws.logs.LogStore;
import io.faast.emulator.aws.logs.LogsService;
import io.faast.emulator.aws.pricing.PricingService;
import io.faast.emulator.aws.s3.ObjectStore;
import io.faast.emulator.aws.s3.S3Service;
import io.faast.emulator.aws.sqs.QueueDestinations;
import io.faast.emulator.aws.sqs.Sqs;
import io.faast.emulator.core.CallLog;
import io.faast.emulator.core.Faults;
import io.faast.emulator.core.HttpServer;
import io.faast.emulator.core.Interference;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.core.TemporaryDirectory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * An account of AWS: one HTTP endpoint on loopback for Lambda, IAM, STS, CloudWatch Logs, SQS, S3
 * (path style) and Pricing, told apart by the scope of the signature. Functions really run: each
 * instance is a process of its own under AWS's runtime interface client. Thread-safe.
 *
 * <p>What is different from AWS: functions run on this machine, on the JVM that the emulator runs
 * on, in its network, with {@code /var/task} and {@code /tmp} elsewhere; idle instances are not
 * frozen, and are kept until their function is deleted.
 */
public final class AwsEmulator implements AutoCloseable {
  private final Place place;
  private final Credentials administrator;
  private final Identities identities;
  private final Meters meters = new Meters();
  private final CallLog<ApiCall> calls = new CallLog<>();
  private final Faults<ApiCall> faults = new Faults<>();
  private final TemporaryDirectory files = TemporaryDirectory.create("faast-aws-emulator");
  private final CompletableFuture<Gateway> gateway = new CompletableFuture<>();
  private final HttpServer server;
  private final Lambda lambda;
  private final Sqs sqs;
  private final ExecutorService workers = Executors.newCachedThreadPool(AwsEmulator::daemon);
  private final Account account;
  private final AtomicBoolean closed = new AtomicBoolean();

  private AwsEmulator(EmulatorOptions options) {
    place = new Place(options.region(), options.accountId(), options.clock());
    Roles roles = new Roles();
    identities = new Identities(place, roles);
    administrator = identities.administrator();
    LogStore logs = new LogStore(place, meters);
    server = new HttpServer(this::handle);
    sqs = new Sqs(place, meters, endpoint(), workers);
    ObjectStore objects = new ObjectStore(place, meters);
    EmulatorOptions.Simulation simulation = options.simulated();
    lambda =
        new Lambda(
            new Lambda.Surroundings(
                place,
                identities,
                roles,
                logs,
                meters,
                new QueueDestinations(sqs, roles, calls, faults),
                objects,
                workers),
            new Lambda.Manner(
                endpoint(),
                files.path(),
                options.concurrency(),
                options.pendingLooks(),
                options.initLimit(),
                options.asyncRetryDelay(),
                options.instanceEnvironment(),
                simulation == null ? null : simulation.function(),
                simulation == null ? Duration.ZERO : simulation.latency()));
    account = new AccountView(lambda, logs, roles, sqs, objects);
    gateway.complete(
        new Gateway(
            services(
                lambda.service(),
                new IamService(place, roles, options.roleRefusals()),
                new StsService(place, identities),
                new LogsService(place, logs),
                sqs,
                new S3Service(objects, meters),
                new PricingService(place)),
            new Authenticator(identities, place),
            calls,
            faults,
            new Interference(server::later)));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "aws-emulator-work");
    thread.setDaemon(true);
    return thread;
  }

  private static Map<String, Service> services(Service... services) {
    return Arrays.stream(services).collect(Collectors.toMap(Service::name, service -> service));
  }

  private CompletableFuture<Response> handle(Request request) {
    return Lambda.isInstance(request)
        ? lambda.instance(request)
        : gateway.thenCompose(open -> open.handle(request)).thenApply(this::dated);
  }

  private Response dated(Response answer) {
    return answer.with(
        "Date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            place.clock().instant().atOffset(ZoneOffset.UTC)));
  }

  /** Starts an emulator with the defaults. */
  public static AwsEmulator start() {
    return start(EmulatorOptions.defaults());
  }

  /** Starts an emulator; close it. */
  public static AwsEmulator start(EmulatorOptions options) {
    return new AwsEmulator(options);
  }

  /** Returns where the clients' endpoint override points. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** Returns the only region that there is. */
  public String region() {
    return place.region();
  }

  /** Returns the account's id. */
  public String accountId() {
    return place.accountId();
  }

  /** Returns credentials of a user who may do everything. */
  public Credentials credentials() {
    return administrator;
  }

  /**
   * Makes a user who may do what {@code policy}, a JSON document, allows, and returns the user's
   * credentials.
   */
  public Credentials user(String name, String policy) {
    return identities.user(name, policy);
  }

  /** Returns credentials with the rights of {@code of} that expire. */
  public Credentials temporary(Credentials of, Instant expires) {
    return identities.temporary(of, expires);
  }

  /** Adds a layer to the account, from a zip, and returns the ARN of its first version. */
  public String addLayer(String name, byte[] zip) {
    return lambda.addLayer(name, zip);
  }

  /** Returns a look at what exists. */
  public Account account() {
    return account;
  }

  /** Returns what AWS would bill up to now. */
  public Bill bill() {
    return meters.bill();
  }

  /** Returns where to say what goes wrong. */
  public Faults<ApiCall> faults() {
    return faults;
  }

  /** Returns the calls up to now, in the order in which they arrived. */
  public List<ApiCall> calls() {
    return calls.all();
  }

  /** Ends every instance and the endpoint, and deletes what was unpacked. Again: does nothing. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    lambda.close();
    server.close();
    sqs.close();
    workers.shutdown();
    files.close();
  }
}
