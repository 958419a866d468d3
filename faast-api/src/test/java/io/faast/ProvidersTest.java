package io.faast;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.FaastException.Kind;
import io.faast.spi.Capability;
import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderInfo;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {
  /** A provider like others, under the name that it is given. */
  public abstract static class Named extends InProcessProvider {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }
  }

  public static final class Acme extends Named {
    public Acme() {
      super("acme");
    }

    @Override
    public ProviderInfo info() {
      refused = Set.of(Capability.STREAM);
      return super.info();
    }
  }

  public static final class OtherAcme extends Named {
    public OtherAcme() {
      super("acme");
    }
  }

  public static final class Shouting extends Named {
    public Shouting() {
      super("ACME!");
    }
  }

  public static final class Old extends Named {
    public Old() {
      super("old");
    }

    @Override
    public int apiVersion() {
      return 0;
    }
  }

  public static final class Broken extends Named {
    public Broken() {
      super("broken");
      throw new IllegalStateException("no licence");
    }
  }

  public static final class Unready extends Named {
    public Unready() {
      super("unready");
    }

    @Override
    public ProviderInfo info() {
      throw new NoClassDefFoundError("acme/Sdk");
    }
  }

  @TempDir Path directory;

  private <T> T with(Callable<T> use, Class<?>... providers) throws Exception {
    return withEntries(use, List.of(providers).stream().map(Class::getName).toList());
  }

  private <T> T withEntries(Callable<T> use, List<String> entries) throws Exception {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.write(services.resolve(FaastProvider.class.getName()), entries);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] path = {directory.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
      thread.setContextClassLoader(loader);
      return use.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static ProviderDescription only(List<ProviderDescription> found, String name) {
    List<ProviderDescription> named = found.stream().filter(p -> p.name().equals(name)).toList();
    assertThat(named).hasSize(1);
    return named.get(0);
  }

  private FaastException refused(Kind kind, String name, Class<?>... providers) throws Exception {
    return with(() -> Modules.failure(kind, () -> Faast.faast(name, Sample.class)), providers);
  }

  @Test
  void findsAProviderByNameAndByItsOptions() throws Exception {
    with(
        () -> {
          try (FaastModule<Sample> m = Faast.faast("acme", Sample.class, Modules.OPTIONS)) {
            assertThat(m.call(Sample::hello).join()).isEqualTo("hello");
          }
          try (FaastModule<Sample> m =
              Faast.faast(new Acme().defaultOptions(), Sample.class, Modules.OPTIONS)) {
            assertThat(m.provider()).isEqualTo("acme");
          }
          try (FaastModule<Sample> m =
              Faast.faastAsync(new Acme().defaultOptions(), Sample.class, Modules.OPTIONS).get()) {
            assertThat(m.provider()).isEqualTo("acme");
          }
          return null;
        },
        Acme.class);
  }

  @Test
  void describesProviders() throws Exception {
    ProviderDescription acme = only(with(Faast::providers, Acme.class), "acme");
    assertThat(acme.usable()).isTrue();
    assertThat(acme.title()).isEqualTo("Threads of this JVM");
    assertThat(acme.className()).isEqualTo(Acme.class.getName());
    assertThat(acme.source()).startsWith("file:");
    assertThat(acme.capabilities())
        .contains(Capability.INVOKE)
        .doesNotContain(Capability.STREAM, Capability.BACK_PRESSURE);
    assertThat(acme.limits()).isNotNull();
  }

  @Test
  void listsAProviderOnceHoweverOftenItIsFound() throws Exception {
    assertThat(with(Faast::providers, Acme.class, Acme.class)).hasSize(1);
  }

  @Test
  void listsBrokenEntriesWithTheirProblem() throws Exception {
    List<ProviderDescription> found =
        withEntries(
            Faast::providers,
            List.of(
                Broken.class.getName(),
                "com.acme.Missing",
                Unready.class.getName(),
                Shouting.class.getName(),
                Old.class.getName(),
                Acme.class.getName()));
    assertThat(found).hasSize(6);
    assertThat(only(found, "acme").usable()).isTrue();
    assertThat(only(found, "old").problem()).contains("version 0").contains("version 1");
    assertThat(only(found, "unready").problem()).contains("acme/Sdk");
    assertThat(only(found, "ACME!").problem()).contains("[a-z][a-z0-9-]*");
    assertThat(found)
        .filteredOn(p -> p.name().isEmpty())
        .extracting(ProviderDescription::problem)
        .anySatisfy(problem -> assertThat(problem).contains("com.acme.Missing"))
        .anySatisfy(problem -> assertThat(problem).contains("Broken"));
  }

  @Test
  void saysWhatIsThereAndWhatToAddWhenThereIsNoSuchProvider() throws Exception {
    assertThat(refused(Kind.UNKNOWN_PROVIDER, "gcp", Acme.class))
        .hasMessageContaining("There is no provider \"gcp\". On the class path: acme.")
        .hasMessageContaining("Add io.faast:faast-provider-gcp");
    assertThat(refused(Kind.UNKNOWN_PROVIDER, "aws"))
        .hasMessageContaining("On the class path: none.")
        .hasMessageContaining("Add io.faast:faast-provider-aws");
    assertThat(refused(Kind.UNKNOWN_PROVIDER, "acm", Acme.class))
        .hasMessageContaining("Did you mean \"acme\"?");
    assertThat(refused(Kind.UNKNOWN_PROVIDER, "lcoal"))
        .hasMessageContaining("Did you mean \"local\"? Add io.faast:faast-provider-local");
    assertThat(refused(Kind.UNKNOWN_PROVIDER, "something-else"))
        .hasMessageNotContaining("Did you mean");
  }

  @Test
  void namesBrokenEntriesWhenThereIsNoSuchProvider() throws Exception {
    FaastException failure = refused(Kind.UNKNOWN_PROVIDER, "broken", Broken.class);
    assertThat(failure).hasMessageContaining("Broken: " + Broken.class.getName());
    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(failure.getSuppressed()[0]).hasRootCauseMessage("no licence");
  }

  @Test
  void refusesNamesThatNoProviderMayHave() throws Exception {
    assertThat(refused(Kind.UNKNOWN_PROVIDER, "ACME!", Shouting.class))
        .hasMessageContaining("\"ACME!\" cannot be the name of a provider");
    assertThat(refused(Kind.UNKNOWN_PROVIDER, "AWS")).hasMessageContaining("Did you mean \"aws\"?");
    assertThat(refused(Kind.UNKNOWN_PROVIDER, "")).hasMessageContaining("cannot be the name");
  }

  @Test
  void refusesTwoProvidersOfOneNameNamingBoth() throws Exception {
    assertThat(refused(Kind.INVALID_USE, "acme", Acme.class, OtherAcme.class))
        .hasMessageContaining(Acme.class.getName() + " from file:")
        .hasMessageContaining(OtherAcme.class.getName() + " from file:");
  }

  @Test
  void refusesAnotherVersionOfTheInterfaceNamingBoth() throws Exception {
    assertThat(refused(Kind.INVALID_USE, "old", Old.class))
        .hasMessageContaining("compiled for version 0")
        .hasMessageContaining("this is version 1");
  }

  @Test
  void refusesAProviderThatCannotDescribeItself() throws Exception {
    assertThat(refused(Kind.INVALID_USE, "unready", Unready.class))
        .hasMessageContaining("acme/Sdk")
        .hasCauseInstanceOf(NoClassDefFoundError.class);
  }
}
