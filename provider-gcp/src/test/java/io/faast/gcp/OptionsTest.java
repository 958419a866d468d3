package io.faast.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.spi.Capability;
import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private final GcpProvider provider = new GcpProvider();

  @Test
  void everyOptionIsReadFromText() {
    GcpOptions expected =
        GcpOptions.defaults()
            .withProject("my-project-1")
            .withRegion("europe-west1")
            .withServiceAccount("worker@my-project-1.iam.gserviceaccount.com")
            .withInvoker("caller@my-project-1.iam.gserviceaccount.com")
            .withBuildServiceAccount("builder@my-project-1.iam.gserviceaccount.com")
            .withCpu(2)
            .withInstanceConcurrency(4)
            .withMaxInstances(7)
            .withVpcConnector("inside")
            .withLabels(Map.of("team", "blue", "cost", "7"))
            .withEndpoint(URI.create("http://127.0.0.1:8080"))
            .withPubsubEndpoint("127.0.0.1:8085")
            .withJvmOptions("-Xss4m", "-XX:+UseSerialGC");
    assertEquals(
        expected,
        provider.parseOptions(
            Map.ofEntries(
                Map.entry("project", "my-project-1"),
                Map.entry("region", "europe-west1"),
                Map.entry("service-account", "worker@my-project-1.iam.gserviceaccount.com"),
                Map.entry("invoker", "caller@my-project-1.iam.gserviceaccount.com"),
                Map.entry("build-service-account", "builder@my-project-1.iam.gserviceaccount.com"),
                Map.entry("cpu", "2"),
                Map.entry("instance-concurrency", "4"),
                Map.entry("max-instances", "7"),
                Map.entry("vpc-connector", "inside"),
                Map.entry("labels", "team=blue, cost=7"),
                Map.entry("endpoint", "http://127.0.0.1:8080"),
                Map.entry("pubsub-endpoint", "127.0.0.1:8085"),
                Map.entry("jvm-options", "-Xss4m  -XX:+UseSerialGC"))));
  }

  @Test
  void noTextsGiveTheDefaults() {
    assertEquals(GcpOptions.defaults(), provider.parseOptions(Map.of()));
    assertEquals("gcp", provider.defaultOptions().provider());
  }

  @Test
  void badValuesAreRefusedWithTheirKeyAndWhatIsAllowed() {
    refused(Map.of("colour", "red"), "no option \"colour\"", "jvm-options");
    refused(Map.of("project", "My Project"), "project", "My Project", "my-project-123");
    refused(Map.of("region", "Belgium"), "region", "Belgium", "europe-west1");
    refused(Map.of("service-account", "worker"), "serviceAccount", "worker", "gserviceaccount");
    refused(Map.of("invoker", "ann"), "invoker", "ann");
    refused(Map.of("build-service-account", "ann"), "buildServiceAccount", "ann");
    refused(Map.of("cpu", "3"), "cpu is 3", "1, 2, 4, 6 and 8");
    refused(Map.of("cpu", "0.05"), "cpu is 0.05", "0.08");
    refused(Map.of("cpu", "many"), "many");
    refused(Map.of("instance-concurrency", "0"), "instanceConcurrency is 0", "1000");
    refused(Map.of("instance-concurrency", "2", "cpu", "0.5"), "whole vCPU");
    refused(Map.of("max-instances", "-1"), "maxInstances is -1", "1000");
    refused(Map.of("max-instances", "few"), "few");
    refused(Map.of("vpc-connector", "a/b"), "vpcConnector", "a/b");
    refused(Map.of("labels", "faast-run=x"), "faast-run");
    refused(Map.of("labels", "Team=x"), "Team", "small letters");
    refused(Map.of("labels", "novalue"), "novalue", "key=value");
    refused(Map.of("endpoint", "nowhere"), "endpoint", "nowhere");
    refused(Map.of("pubsub-endpoint", "http://x"), "pubsubEndpoint", "127.0.0.1:8085");
    refused(Map.of("jvm-options", "Xss4m"), "Xss4m");
  }

  private void refused(Map<String, String> texts, String... parts) {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> provider.parseOptions(texts), texts::toString)
            .getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), () -> message + " does not say " + part);
    }
  }

  @Test
  void providerIsFoundByItsService() {
    List<String> names =
        ServiceLoader.load(FaastProvider.class).stream().map(p -> p.get().name()).toList();
    assertTrue(names.contains("gcp"), names::toString);
    assertEquals(List.of(Capability.CANCEL), List.copyOf(provider.info().refused()));
  }

  @Test
  void runtimeIsTheClientsOrTheNextNewer() {
    assertEquals("java17", JavaRuntime.forClient(17).id());
    assertEquals("java21", JavaRuntime.forClient(18).id());
    assertEquals("java21", JavaRuntime.forClient(21).id());
    assertEquals("java25", JavaRuntime.forClient(22).id());
    assertEquals("java25", JavaRuntime.forClient(26).id());
  }

  @Test
  void cpuFollowsTheMemoryAsGoogleHasIt() {
    GcpOptions defaults = GcpOptions.defaults();
    assertEquals(0.167, Cpu.of(defaults, 256));
    assertEquals(0.333, Cpu.of(defaults, 512));
    assertEquals(0.583, Cpu.of(defaults, 1_024));
    assertEquals(1, Cpu.of(defaults, 2_048));
    assertEquals(2, Cpu.of(defaults, 4_096));
    assertEquals(8, Cpu.of(defaults, 32_768));
    assertEquals(1, Cpu.of(defaults.withInstanceConcurrency(2), 512), "shared ones are whole");
    assertEquals("0.583", Cpu.text(0.583));
    assertEquals("2", Cpu.text(2));
  }

  @Test
  void cpuThatDoesNotGoWithTheMemoryIsRefused() {
    GcpOptions eight = GcpOptions.defaults().withCpu(8);
    ProviderException few = assertThrows(ProviderException.class, () -> Cpu.of(eight, 2_048));
    assertTrue(few.getMessage().contains("4096 to 32768 MiB"), few::getMessage);
    GcpOptions half = GcpOptions.defaults().withCpu(0.5);
    assertThrows(ProviderException.class, () -> Cpu.of(half, 2_048));
  }
}
