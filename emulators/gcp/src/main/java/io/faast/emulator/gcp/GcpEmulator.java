package io.faast.emulator.gcp;

import io.faast.emulator.core.CallLog;
import io.faast.emulator.core.Faults;
import io.faast.emulator.core.HttpServer;
import io.faast.emulator.core.Interference;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.core.TemporaryDirectory;
import io.faast.emulator.gcp.billing.CatalogService;
import io.faast.emulator.gcp.core.Admission;
import io.faast.emulator.gcp.core.ApiCall;
import io.faast.emulator.gcp.core.Bill;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.functions.CloudFunctions;
import io.faast.emulator.gcp.functions.Sources;
import io.faast.emulator.gcp.iam.Account;
import io.faast.emulator.gcp.iam.Iam;
import io.faast.emulator.gcp.iam.MetadataServer;
import io.faast.emulator.gcp.iam.PolicyOperations;
import io.faast.emulator.gcp.logging.LogStore;
import io.faast.emulator.gcp.logging.LoggingService;
import io.faast.emulator.gcp.operations.Operations;
import io.faast.emulator.gcp.pubsub.PubSub;
import io.faast.emulator.gcp.registry.Registry;
import io.faast.emulator.gcp.run.CloudRun;
import io.faast.emulator.gcp.run.FrontEnd;
import io.faast.emulator.gcp.run.RunApi;
import io.faast.emulator.gcp.storage.ObjectStore;
import io.faast.emulator.gcp.storage.SignedUrlService;
import io.faast.emulator.gcp.storage.StorageService;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A project of Google Cloud: one HTTP endpoint on loopback for the JSON APIs of Cloud Functions,
 * Cloud Run, Cloud Logging, Artifact Registry, IAM, Pub/Sub and Cloud Storage and for the functions
 * themselves, and one endpoint for Pub/Sub over gRPC. Functions really run: each instance is a
 * process of its own under Google's functions invoker. Thread-safe.
 *
 * <p>What is different from Google Cloud: nothing is built, the source must hold one runnable jar;
 * instances run on this machine, on the JVM that the emulator runs on, and in its network, where
 * Google's invoker listens on all interfaces while it runs; instances without requests keep their
 * processors; operations take no longer than they do; what is a host name of its own in the cloud
 * is a path of one port here.
 */
public final class GcpEmulator implements AutoCloseable {
  private final Place place;
  private final Meters meters = new Meters();
  private final CallLog<ApiCall> calls = new CallLog<>();
  private final Faults<ApiCall> faults = new Faults<>();
  private final TemporaryDirectory files = TemporaryDirectory.create("faast-gcp-emulator");
  private final CompletableFuture<Gateway> gateway = new CompletableFuture<>();
  private final ExecutorService workers = Executors.newCachedThreadPool(GcpEmulator::daemon);
  private final HttpServer server;
  private final Iam iam;
  private final CloudRun cloudRun;
  private final PubSub pubsub;
  private final Project view;
  private final Account owner;
  private final AtomicBoolean closed = new AtomicBoolean();

  private GcpEmulator(GcpEmulatorOptions options) {
    place =
        new Place(options.project(), options.projectNumber(), options.region(), options.clock());
    iam = new Iam(place, options.accountRefusals(), options.grantRefusals());
    server = new HttpServer(this::handle);
    Admission admission = new Admission(calls, faults, new Interference(server::later));
    LogStore logs = new LogStore(meters);
    cloudRun =
        new CloudRun(
            place,
            meters,
            logs,
            iam.identities(),
            workers,
            new CloudRun.Manner(
                files.path(),
                options.instanceEnvironment(),
                options.queueWait(),
                options.startLimit(),
                options.idleLimit(),
                options.simulated(),
                options.latency()));
    FrontEnd frontEnd =
        new FrontEnd(place, endpoint(), cloudRun, iam.identities(), admission, meters);
    Operations registryOperations =
        new Operations("artifactregistry", place, options.pendingPolls());
    Registry registry = new Registry(place, meters, registryOperations);
    ObjectStore store = new ObjectStore(place, meters);
    Sources sources = new StoredSources(store);
    pubsub = new PubSub(place, iam, admission, meters, endpoint(), this::handle);
    CloudFunctions functions =
        new CloudFunctions(
            new CloudFunctions.Surroundings(
                place,
                endpoint(),
                meters,
                logs,
                sources,
                registry,
                iam.accounts(),
                cloudRun,
                workers),
            files.path(),
            options.pendingPolls());
    List<Service> services = new ArrayList<>(functions.services());
    services.add(registry);
    services.add(registryOperations);
    services.add(new LoggingService(place, logs, cloudRun::fetchLogs));
    services.add(new RunApi(place, endpoint(), cloudRun, new PolicyOperations(iam.policies())));
    services.addAll(iam.services());
    services.add(pubsub.service());
    services.add(new CatalogService());
    StorageService storage = new StorageService(place, store, iam.policies(), meters);
    services.add(storage);
    services.add(new SignedUrlService(store, storage, meters)); // takes what is left
    view =
        new ProjectView(
            functions.functions(), cloudRun, frontEnd, registry, logs, iam, pubsub, store);
    iam.policies().grant("user:owner@example.com", permission -> true);
    owner = account("user:owner@example.com");
    gateway.complete(new Gateway(services, iam.authenticator(), admission, frontEnd));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "gcp-emulator-work");
    thread.setDaemon(true);
    return thread;
  }

  private CompletableFuture<Response> handle(Request request) {
    return gateway.thenCompose(open -> open.handle(request)).thenApply(this::dated);
  }

  private Response dated(Response answer) {
    return answer.with(
        "Date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            place.clock().instant().atOffset(ZoneOffset.UTC)));
  }

  private Account account(String member) {
    return new Account(member, place, iam.identities(), iam.accounts(), endpoint());
  }

  /** Starts an emulator with the defaults. */
  public static GcpEmulator start() {
    return start(GcpEmulatorOptions.defaults());
  }

  /** Starts an emulator; close it. */
  public static GcpEmulator start(GcpEmulatorOptions options) {
    return new GcpEmulator(options);
  }

  /** Returns where the JSON APIs are. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** Returns where Pub/Sub is over gRPC, without encryption: host and port. */
  public String pubsubTarget() {
    return pubsub.target();
  }

  /** Returns the project's id. */
  public String project() {
    return place.project();
  }

  /** Returns the project's number. */
  public long projectNumber() {
    return place.number();
  }

  /** Returns the only region that there is. */
  public String region() {
    return place.region();
  }

  /** Returns a user who may do everything. */
  public Account owner() {
    return owner;
  }

  /** Makes a user who may do just that, everywhere in the project. */
  public Account user(String name, String... permissions) {
    String member = "user:" + name + "@example.com";
    iam.policies().grant(member, Set.of(permissions)::contains);
    return account(member);
  }

  /** Makes a service account that may do everything: one whose credentials can be a file. */
  public Account robot(String id) {
    String member = "serviceAccount:" + iam.accounts().create(id, id, "").email();
    iam.policies().grant(member, permission -> true);
    return account(member);
  }

  /** Returns an existing service account, whose credentials a test wants. */
  public Account serviceAccount(String email) {
    return account("serviceAccount:" + email);
  }

  /** Starts a metadata server, as instances have one, for what stands in for an instance. */
  public MetadataServer metadataServer(String email, String instance) {
    return new MetadataServer(place, iam.identities(), email, instance);
  }

  /** Returns a look at what exists. */
  public Project view() {
    return view;
  }

  /** Returns what Google would bill up to now. */
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

  /** Ends every instance and the endpoints, and deletes what was unpacked. Again: does nothing. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    pubsub.close();
    cloudRun.close();
    server.close();
    workers.shutdown();
    files.close();
  }
}
