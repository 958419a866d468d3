package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.spi.Capability;
import io.faast.spi.FaastProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private final AwsProvider provider = new AwsProvider();

  @Test
  void everyOptionIsReadFromText() {
    AwsOptions expected =
        AwsOptions.defaults()
            .withRegion("eu-west-1")
            .withRole("arn:aws:iam::123456789012:role/team/worker")
            .withArchitecture(Architecture.X86_64)
            .withVpc(List.of("subnet-1", "subnet-2"), List.of("sg-1"))
            .withLayers("arn:aws:lambda:eu-west-1:123456789012:layer:l:1")
            .withEphemeralStorageMb(1_024)
            .withTags(Map.of("team", "blue", "cost", "7"))
            .withEndpoint(URI.create("http://127.0.0.1:4566"))
            .withLogDays(7)
            .withSnapStart(false)
            .withJvmOptions("-Xss4m", "-XX:+UseSerialGC");
    assertEquals(
        expected,
        provider.parseOptions(
            Map.ofEntries(
                Map.entry("region", "eu-west-1"),
                Map.entry("role", "arn:aws:iam::123456789012:role/team/worker"),
                Map.entry("architecture", "x86_64"),
                Map.entry("subnets", "subnet-1, subnet-2"),
                Map.entry("security-groups", "sg-1"),
                Map.entry("layers", "arn:aws:lambda:eu-west-1:123456789012:layer:l:1"),
                Map.entry("ephemeral-storage-mb", "1024"),
                Map.entry("tags", "team=blue,cost=7"),
                Map.entry("endpoint", "http://127.0.0.1:4566"),
                Map.entry("log-days", "7"),
                Map.entry("snap-start", "off"),
                Map.entry("jvm-options", "-Xss4m  -XX:+UseSerialGC"))));
  }

  @Test
  void noTextsGiveTheDefaults() {
    assertEquals(AwsOptions.defaults(), provider.parseOptions(Map.of()));
    assertEquals("aws", provider.defaultOptions().provider());
  }

  @Test
  void badValuesAreRefusedWithTheirKeyAndWhatIsAllowed() {
    refused(Map.of("colour", "red"), "no option \"colour\"", "jvm-options");
    refused(Map.of("region", "Ireland"), "region", "Ireland", "eu-west-1");
    refused(Map.of("role", "admin"), "role", "admin", "arn:aws:iam");
    refused(Map.of("architecture", "mips"), "architecture", "mips", "arm64");
    refused(Map.of("subnets", "subnet-1"), "securityGroups");
    refused(Map.of("subnets", "s", "security-groups", "g"), "role");
    refused(Map.of("layers", "a,b,c,d,e,f"), "6 layers");
    refused(Map.of("ephemeral-storage-mb", "100"), "ephemeralStorageMb is 100", "512");
    refused(Map.of("ephemeral-storage-mb", "much"), "much");
    refused(Map.of("tags", "faast:run=x"), "faast:run");
    refused(Map.of("tags", "novalue"), "novalue", "key=value");
    refused(Map.of("endpoint", "nowhere"), "endpoint", "nowhere");
    refused(Map.of("log-days", "2"), "logDays is 2", "7");
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
    assertTrue(names.contains("aws"), names::toString);
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
}
