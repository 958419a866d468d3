package io.faast.aws;

import io.faast.emulator.aws.Account;
import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import io.faast.tck.TckExtent;
import io.faast.tck.TckTarget;
import io.faast.tck.probe.Steps;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.regions.Region;

/** Lets the conformance kit look into an emulated account, past the provider. */
public class AwsTckTarget implements TckTarget {
  private final AwsEmulator emulator = AwsEmulator.start(EmulatorOptions.defaults());
  private final AwsProvider provider = new AwsProvider();

  @Override
  public FaastProvider provider() {
    return provider;
  }

  @Override
  public ProviderOptions options() {
    return EmulatedAccount.options(emulator);
  }

  @Override
  public List<String> existing(String runId) {
    return existing(emulator.account(), runId);
  }

  static List<String> existing(Account account, String runId) {
    List<String> found = new ArrayList<>();
    account.functions().forEach(function -> add(found, runId, "function " + function.name()));
    account.queues().forEach(queue -> add(found, runId, "queue " + queue.name()));
    account.logGroups().forEach(group -> add(found, runId, "log group " + group.name()));
    account.buckets().forEach(bucket -> add(found, runId, "bucket " + bucket.name()));
    account
        .objects()
        .forEach(object -> add(found, runId, "object " + object.bucket() + "/" + object.key()));
    return found;
  }

  private static void add(List<String> found, String runId, String name) {
    if (name.contains(runId)) {
      found.add(name);
    }
  }

  @Override
  public void leaveBehind(RunTag run) throws Exception {
    DoomedClient.run(emulator.endpoint(), emulator.region(), emulator.credentials(), run);
  }

  @Override
  public Optional<Planted> plantUntagged() throws Exception {
    String name = Names.PREFIX + "stranger-" + UUID.randomUUID();
    try (Clients clients = Clients.open(EmulatedAccount.options(emulator))) {
      var unused = clients.sqs().createQueue(r -> r.queueName(name)).get(30, TimeUnit.SECONDS);
    }
    return Optional.of(
        new Planted() {
          @Override
          public String name() {
            return "queue " + name;
          }

          @Override
          public boolean exists() {
            return emulator.account().queues().stream()
                .anyMatch(queue -> queue.name().equals(name));
          }
        });
  }

  @Override
  public Optional<FaastProvider> providerAt(InstantSource clock) {
    return Optional.of(new AwsProvider(clock));
  }

  @Override
  public Optional<Fragile> fragile(Steps steps) {
    return Optional.of(new FragileAccount(provider(), steps));
  }

  /** A deployment starts JVMs here, and queues take their time to start when first asked for. */
  @Override
  public double patience() {
    return 3;
  }

  @Override
  public TckExtent most() {
    return TckExtent.MOST.atMost(0.50);
  }

  @Override
  public boolean functionsReachClient() {
    return true;
  }

  @Override
  public String log(URI where) {
    Region region = Region.of(emulator.region());
    return emulator.account().logGroups().stream()
        .map(Account.LogGroup::name)
        .filter(name -> where.toString().startsWith(Places.logGroup(region, name).toString()))
        .map(name -> emulator.account().log(name))
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    emulator.close();
  }
}
