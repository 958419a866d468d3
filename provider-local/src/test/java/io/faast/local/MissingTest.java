package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.faast.Faast;
import io.faast.FaastException;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.local.fixture.Asker;
import io.faast.local.fixture.DeploysItself;
import io.faast.local.fixture.NeedsWrapper;
import io.faast.local.fixture.Seeker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller is told when a function lacks what is not in its bundle. */
class MissingTest {
  /** On the class path of these tests, and named by nothing that the module reaches. */
  private static final String HIDDEN = "org.opentest4j.AssertionFailedError";

  @TempDir Path temp;
  private String usual;

  @BeforeEach
  void useACacheOfOurOwn() {
    usual = System.setProperty("faast.cache", temp.resolve("cache").toString());
  }

  @AfterEach
  void useTheUsualCache() {
    if (usual == null) {
      System.clearProperty("faast.cache");
    } else {
      System.setProperty("faast.cache", usual);
    }
  }

  private static FaastModule<Seeker> deploy(FaastOptions options) {
    return Faast.using(new LocalProvider()).faast(Seeker.class, options);
  }

  private static FaastModule<Seeker> deploy() {
    return deploy(FaastOptions.defaults());
  }

  @Test
  void theOptionThatAddsAClassIsNamedAndHelps() {
    try (FaastModule<Seeker> module = deploy()) {
      FaastException thrown =
          (FaastException) catchThrowable(() -> module.call(Seeker::load, HIDDEN).get()).getCause();
      assertThat(thrown.kind()).isEqualTo(FaastException.Kind.CLASS_MISSING);
      assertThat(thrown)
          .hasMessageContainingAll(
              "class " + HIDDEN + " is not in the bundle",
              "FaastOptions.withIncludeClasses(List.of(\"" + HIDDEN + "\"))",
              "LocalOptions.withTrace(true)")
          .hasCauseInstanceOf(ClassNotFoundException.class);
      assertThat(thrown.getCause().getStackTrace())
          .anyMatch(frame -> frame.getClassName().equals(Seeker.class.getName()));
    }
    FaastOptions advised = FaastOptions.defaults().withIncludeClasses(List.of(HIDDEN));
    try (FaastModule<Seeker> module = deploy(advised)) {
      assertThat(module.call(Seeker::load, HIDDEN).join()).isEqualTo("AssertionFailedError");
    }
  }

  @Test
  void theNextDeploymentHasWhatThisOneLacked() {
    try (FaastModule<Seeker> module = deploy()) {
      for (int i = 0; i < 3; i++) {
        assertThat(catchThrowable(() -> module.call(Seeker::load, HIDDEN).get()))
            .hasMessageContaining("the next faast() of this module on this machine bundles it");
      }
    }
    try (FaastModule<Seeker> module = deploy()) {
      assertThat(module.call(Seeker::load, HIDDEN).join()).isEqualTo("AssertionFailedError");
    }
  }

  @Test
  void aMemberOfAClassThatIsOnlyNamedIsThereNextTime() {
    String named = "org.opentest4j.MultipleFailuresError";
    try (FaastModule<Asker> module = Faast.using(new LocalProvider()).faast(Asker.class)) {
      assertThat(module.call(Asker::isOne, "one").join()).isFalse();
      assertThat(catchThrowable(() -> module.call(Asker::make, named).get()))
          .hasMessageContainingAll(
              "the constructor "
                  + named
                  + "(java.lang.String, java.util.List) is not in the bundle",
              "withIncludeClasses(List.of(\"" + named + "\"))");
      assertThat(catchThrowable(() -> module.call(Asker::make, "java.lang.Object").get()))
          .as("has no such constructor anywhere")
          .hasCauseInstanceOf(NoSuchMethodException.class);
    }
    try (FaastModule<Asker> module = Faast.using(new LocalProvider()).faast(Asker.class)) {
      assertThat(module.call(Asker::make, named).join()).contains("two of three");
    }
  }

  @Test
  void aModuleThatCannotBeBuiltNamesWhatItLacks() {
    FaastOptions options = FaastOptions.defaults().withExcludes(List.of("org.opentest4j.**"));
    Throwable thrown;
    try (FaastModule<NeedsWrapper> module =
        Faast.using(new LocalProvider()).faast(NeedsWrapper.class, options)) {
      thrown = catchThrowable(() -> module.call(NeedsWrapper::text).get()).getCause();
    }
    assertThat(thrown)
        .isInstanceOf(FaastException.class)
        .hasMessageContainingAll(
            "org.opentest4j.ValueWrapper is not in the bundle", "[org.opentest4j.**]");
  }

  @Test
  void aClassThatExistsNowhereFailsAsItWouldHere() {
    try (FaastModule<Seeker> module = deploy()) {
      Throwable thrown =
          catchThrowable(() -> module.call(Seeker::load, "org.opentest4j.Nowhere").get());
      assertThat(thrown.getCause())
          .isInstanceOf(ClassNotFoundException.class)
          .hasMessage("org.opentest4j.Nowhere")
          .hasNoSuppressedExceptions();
    }
  }

  @Test
  void anExceptionOfTheUsersOwnKeepsItsTypeAndCarriesTheAdvice() {
    try (FaastModule<Seeker> module = deploy()) {
      Throwable thrown =
          catchThrowable(() -> module.call(Seeker::loadOrComplain, HIDDEN).get()).getCause();
      assertThat(thrown)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no plug-in " + HIDDEN);
      assertThat(thrown.getSuppressed())
          .singleElement()
          .asString()
          .contains("class " + HIDDEN + " is not in the bundle", "withIncludeClasses");
    }
  }

  @Test
  void aClassThatIsExcludedIsNotPromised() {
    FaastOptions options = FaastOptions.defaults().withExcludes(List.of("org.opentest4j.**"));
    for (int round = 0; round < 2; round++) {
      try (FaastModule<Seeker> module = deploy(options)) {
        assertThat(catchThrowable(() -> module.call(Seeker::load, HIDDEN).get()))
            .hasMessageContaining("excludes")
            .hasMessageContaining("org.opentest4j.**");
      }
    }
  }

  @Test
  void aModuleThatDeploysItselfCarriesNoClientUnlessAFunctionIsOne() {
    String client = "io.faast.Faast";
    String provider = "/io/faast/local/LocalProvider.class";
    try (FaastModule<DeploysItself> module =
        Faast.using(new LocalProvider()).faast(DeploysItself.class)) {
      assertThat(module.call(DeploysItself::twice, 21).join()).isEqualTo(42);
      assertThat(module.call(DeploysItself::sees, provider).join()).isFalse();
      assertThat(catchThrowable(() -> module.call(DeploysItself::twiceElsewhere, 21).get()))
          .hasMessageContainingAll(
              "class " + client + " is not in the bundle",
              "withIncludeClasses(List.of(\"" + client + "\"))");
    }
    FaastOptions advised = FaastOptions.defaults().withIncludeClasses(List.of(client));
    try (FaastModule<DeploysItself> module =
        Faast.using(new LocalProvider()).faast(DeploysItself.class, advised)) {
      assertThat(module.call(DeploysItself::twiceElsewhere, 21).join()).isEqualTo(42);
    }
  }
}
