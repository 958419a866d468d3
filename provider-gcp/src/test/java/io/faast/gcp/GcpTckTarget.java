package io.faast.gcp;

import com.google.pubsub.v1.TopicName;
import io.faast.emulator.gcp.GcpEmulator;
import io.faast.emulator.gcp.GcpEmulatorOptions;
import io.faast.emulator.gcp.Project;
import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import io.faast.tck.TckExtent;
import io.faast.tck.TckTarget;
import io.faast.tck.probe.Steps;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Lets the conformance kit look into an emulated project, past the provider. */
public class GcpTckTarget implements TckTarget {
  /** Processes start slowly here where many do at once; Google has room for them. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final GcpEmulator emulator =
      GcpEmulator.start(GcpEmulatorOptions.defaults().withQueueWait(PATIENCE));
  private final GcpProvider provider = new GcpProvider();

  @Override
  public FaastProvider provider() {
    return provider;
  }

  @Override
  public ProviderOptions options() {
    return EmulatedProject.options(emulator);
  }

  @Override
  public List<String> existing(String runId) {
    return existing(emulator.view(), runId);
  }

  static List<String> existing(Project project, String runId) {
    List<String> found = new ArrayList<>();
    project.functions().forEach(function -> add(found, runId, "function " + function.name()));
    project.services().forEach(service -> add(found, runId, "service " + service));
    project.images().forEach(image -> add(found, unhyphened(runId), "image " + image.name()));
    project.topics().forEach(topic -> add(found, runId, "topic " + topic.name()));
    project
        .subscriptions()
        .forEach(subscription -> add(found, runId, "subscription " + subscription.name()));
    project.buckets().forEach(bucket -> add(found, runId, "bucket " + bucket.name()));
    project
        .objects()
        .forEach(object -> add(found, runId, "object " + object.bucket() + "/" + object.name()));
    return found;
  }

  /** Names of images have each hyphen twice. */
  private static String unhyphened(String runId) {
    return runId.replace("-", "--");
  }

  private static void add(List<String> found, String part, String name) {
    if (name.contains(part)) {
      found.add(name);
    }
  }

  @Override
  public void leaveBehind(RunTag run) throws Exception {
    DoomedClient.run(emulator, run);
  }

  @Override
  public Optional<Planted> plantUntagged() throws Exception {
    String name = Names.PREFIX + "stranger-" + UUID.randomUUID();
    try (Clients clients = Clients.open(EmulatedProject.options(emulator))) {
      var unused = clients.pubsub().topics().createTopic(TopicName.of(emulator.project(), name));
    }
    return Optional.of(
        new Planted() {
          @Override
          public String name() {
            return "topic " + name;
          }

          @Override
          public boolean exists() {
            return emulator.view().topics().stream().anyMatch(topic -> topic.name().endsWith(name));
          }
        });
  }

  @Override
  public Optional<FaastProvider> providerAt(InstantSource clock) {
    return Optional.of(new GcpProvider(clock));
  }

  @Override
  public Optional<Fragile> fragile(Steps steps) {
    return Optional.of(new FragileProject(provider(), steps));
  }

  /** A deployment starts JVMs here. */
  @Override
  public double patience() {
    return 6;
  }

  @Override
  public TckExtent most() {
    return TckExtent.MOST.atMost(5);
  }

  @Override
  public boolean functionsReachClient() {
    return true;
  }

  @Override
  public String log(URI where) {
    return emulator.view().functions().stream()
        .map(Project.Function::name)
        .map(name -> name.substring(name.lastIndexOf('/') + 1))
        .filter(name -> where.equals(Places.logs(emulator.project(), emulator.region(), name)))
        .map(name -> emulator.view().log(name))
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    emulator.close();
  }
}
