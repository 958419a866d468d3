package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.emulator.gcp.GcpEmulator;
import io.faast.emulator.gcp.GcpEmulatorOptions;
import io.faast.spi.CleanupReport;
import io.faast.spi.Deployment;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.InventoryQuery;
import io.faast.spi.Outcome;
import io.faast.spi.ProviderException;
import io.faast.spi.Resource;
import io.faast.spi.RunTag;
import io.faast.tck.functions.StreamFunctions;
import io.faast.tck.probe.Patience;
import io.faast.tck.probe.RawDeployment;
import io.faast.tck.probe.SpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever permission a user lacks is named by what fails for the want of it. */
@Timeout(300)
class MissingPermissionsTest {
  private static final String LARGE = "x".repeat(8_000_000);

  /** Of the documented ones, those whose want is no failure, or is seen elsewhere. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "iam.serviceAccounts.delete", // needed only to delete accounts
          "iam.serviceAccounts.setIamPolicy", // who cannot grant is told what to grant
          "logging.logEntries.list", // a failure is told with less
          "storage.buckets.update", // a run that lasts is held by its process, too
          "storage.objects.list"); // needed only where payloads were left

  static Stream<String> documented() throws Exception {
    return PermissionsTest.documented().stream().filter(each -> !ELSEWHERE.contains(each));
  }

  @ParameterizedTest
  @MethodSource("documented")
  void isNamed(String permission) throws Exception {
    Set<String> others = new TreeSet<>(PermissionsTest.documented());
    others.remove(permission);
    try (SimulatedWorker project =
        new SimulatedWorker(
            GcpEmulatorOptions.defaults().withControlPlane(0, 0, 0), StreamFunctions.class, 2)) {
      GcpOptions options =
          EmulatedProject.options(
              project.emulator, project.emulator.user("lacking", others.toArray(new String[0])));
      List<String> told = new ArrayList<>();
      if (permission.equals("iam.serviceAccounts.getOpenIdToken")) {
        // With accounts that are new it would be waited for, as a grant may be, too.
        use(project.emulator, EmulatedProject.options(project.emulator), told);
      }
      use(project.emulator, options, told);
      if (told.isEmpty()) {
        collect(project.emulator, options, told);
      }
      assertTrue(
          !told.isEmpty() && told.get(0).contains(permission),
          () -> "without " + permission + " it was told: " + told);
    }
  }

  private static DeploymentSpec spec(GcpOptions options, String run) {
    return new SpecBuilder(
            new RunTag(run, "tester", Instant.now()),
            StreamFunctions.class,
            options,
            new GcpProvider().info().limits())
        .timeout(Duration.ofMinutes(6)) // by queue
        .build();
  }

  /** Deploys, calls and closes; notes what is told. */
  private static void use(GcpEmulator emulator, GcpOptions options, List<String> told)
      throws Exception {
    DeploymentSpec spec = spec(options, "lacking");
    Deployment made;
    try {
      made = get(new GcpProvider().deploy(spec));
    } catch (ProviderException e) {
      told.add(e.getMessage() + " " + e.advice());
      return;
    }
    RawDeployment raw = new RawDeployment(made, spec, new Patience(() -> Duration.ofMinutes(3)));
    if (raw.call("echo", LARGE).outcome() instanceof Outcome.Failed failed) {
      told.add(failed.message());
    }
    CleanupReport report = get(made.close());
    told.addAll(report.failures());
    if (told.isEmpty()) {
      assertEquals(List.of(), emulator.view().topics());
    }
  }

  /** Lists and deletes what another has left; notes what is told. */
  private static void collect(GcpEmulator emulator, GcpOptions options, List<String> told)
      throws Exception {
    GcpProvider provider = new GcpProvider();
    GcpOptions owner = EmulatedProject.options(emulator);
    Deployment left = get(provider.deploy(spec(owner, "left")));
    for (Resource resource : get(provider.inventory(new InventoryQuery(null, owner)))) {
      note(provider.delete(resource, options), told);
    }
    note(provider.inventory(new InventoryQuery(null, options)), told);
    told.removeIf(each -> each.contains("is in use by a client that lives"));
    CleanupReport report = get(left.close());
    assertEquals(List.of(), report.failures());
  }

  private static void note(CompletionStage<?> stage, List<String> told) throws Exception {
    try {
      Object unused = get(stage);
    } catch (ProviderException e) {
      told.add(e.getMessage() + " " + e.advice());
    }
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    try {
      return stage.toCompletableFuture().get(4, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProviderException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
