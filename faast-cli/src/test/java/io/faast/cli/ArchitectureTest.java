package io.faast.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may import whom, over all modules on the class path. */
class ArchitectureTest {
  private static final String[] API = {
    "io.faast", "io.faast.engine..", "io.faast.function..", "io.faast.reference.."
  };
  private static final String SPI = "io.faast.spi..";
  private static final String WORKER = "io.faast.worker..";
  private static final String BUNDLER = "io.faast.bundler..";
  private static final String TCK = "io.faast.tck..";
  private static final String EMULATORS = "io.faast.emulator..";

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.faast");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.faast",
        "io.faast.engine",
        "io.faast.spi",
        "io.faast.worker",
        "io.faast.bundler",
        "io.faast.local",
        "io.faast.local.worker",
        "io.faast.aws",
        "io.faast.aws.worker",
        "io.faast.gcp",
        "io.faast.gcp.worker",
        "io.faast.tck",
        "io.faast.examples",
        "io.faast.cli"
      })
  void everyRoomIsLookedAt(String room) {
    assertThat(OURS.getPackage(room).getClasses()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {SPI, WORKER, BUNDLER})
  void theSpiTheWorkerAndTheBundlerImportNothingOfOurs(String room) {
    importsOfOursAreIn(room, room);
  }

  @Test
  void theApiImportsTheSpiAndTheWorker() {
    for (String room : API) {
      importsOfOursAreIn(room, and(API, SPI, WORKER));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"io.faast.local..", "io.faast.aws..", "io.faast.gcp..", "io.faast.azure.."})
  void aProviderImportsTheSpiTheWorkerAndTheBundlerButNoOtherProvider(String provider) {
    importsOfOursAreIn(provider, provider, SPI, WORKER, BUNDLER);
  }

  @Test
  void theConformanceKitImportsTheApiTheSpiAndWhatFunctionsSee() {
    importsOfOursAreIn(TCK, and(API, SPI, WORKER, TCK));
  }

  @Test
  void nothingOutsideOfTestsImportsTheEmulators() {
    noClasses()
        .that(DescribedPredicate.not(resideInAPackage(EMULATORS)))
        .should()
        .dependOnClassesThat(resideInAPackage(EMULATORS))
        .check(OURS);
  }

  @Test
  void theLocalWorkerImportsTheWorkerAndTheJdkAlone() {
    classes()
        .that(resideInAPackage("io.faast.local.worker.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("io.faast.local.worker..", WORKER, "java..", "org.jspecify.."))
        .check(OURS);
  }

  @Test
  void theAwsWorkerImportsTheWorkerTheJdkAndTheInterfaceOfTheRuntimeAlone() {
    classes()
        .that(resideInAPackage("io.faast.aws.worker.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "io.faast.aws.worker..",
                WORKER,
                "java..",
                "javax.crypto..",
                "com.amazonaws.services.lambda.runtime..",
                "org.jspecify.."))
        .check(OURS);
  }

  /** What it says to Google's APIs is JSON, which the worker brings for values anyway. */
  @Test
  void theGcpWorkerImportsTheWorkerItsJsonTheJdkAndTheInterfaceOfTheFrameworkAlone() {
    classes()
        .that(resideInAPackage("io.faast.gcp.worker.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "io.faast.gcp.worker..",
                WORKER,
                "java..",
                "com.google.cloud.functions..",
                "com.fasterxml.jackson.core..",
                "com.fasterxml.jackson.databind..",
                "org.jspecify.."))
        .check(OURS);
  }

  @Test
  void packagesFormNoCircles() {
    slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(OURS);
  }

  @Test
  void everyPackageSaysWhereNullsAre() {
    List<String> unmarked =
        OURS.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(pkg -> !pkg.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();
    assertThat(unmarked).isEmpty();
  }

  private static void importsOfOursAreIn(String room, String... allowed) {
    classes()
        .that(resideInAPackage(room))
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.not(resideInAPackage("io.faast..")).or(resideInAnyPackage(allowed)))
        .allowEmptyShould(true)
        .check(OURS);
  }

  private static String[] and(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }

  /** One slice per package; the API and its engine, which know each other's types, are one. */
  private static final class Packages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      String name = javaClass.getPackageName();
      return SliceIdentifier.of(name.equals("io.faast.engine") ? "io.faast" : name);
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
