package io.faast.aws;

import io.faast.aws.worker.FaastHandler;
import io.faast.bundler.Bundle;
import io.faast.bundler.BundleException;
import io.faast.bundler.BundleRequest;
import io.faast.bundler.Bundler;
import io.faast.bundler.ClassPath;
import io.faast.bundler.PackedBundle;
import io.faast.bundler.Trace;
import io.faast.bundler.TraceStore;
import io.faast.bundler.hints.NativeLibraries;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The zip that is uploaded, and what it can run on.
 *
 * @param zip the bundle as Lambda wants it: a jar in {@code lib}
 * @param architecture the processor that it is for
 */
record CodeBundle(PackedBundle zip, Architecture architecture) {
  private static final String JAR = "lib/bundle.jar";

  /**
   * Bundles a module.
   *
   * @throws ProviderException if it cannot be bundled, or is too large for Lambda
   */
  static CodeBundle make(DeploymentSpec spec, @Nullable Architecture wanted, JavaRuntime runtime) {
    try {
      Architecture architecture = wanted == null ? Architecture.ARM64 : wanted;
      Bundle bundle = bundle(spec, architecture, runtime);
      if (wanted == null && hasNativeCode(bundle)) {
        // Many jars bring libraries for x86-64 only, and there they are tried most.
        architecture = Architecture.X86_64;
        bundle = bundle(spec, architecture, runtime);
      }
      PackedBundle zip = bundle.packed(JAR);
      check(spec.module(), bundle.bytes());
      return new CodeBundle(zip, architecture);
    } catch (BundleException e) {
      throw new ProviderException(
          "The bundle of " + spec.module().getName() + " could not be made: " + e.getMessage(),
          "See the message; `faast bundle` shows what a bundle holds and why.",
          e);
    }
  }

  private static Bundle bundle(DeploymentSpec spec, Architecture architecture, JavaRuntime runtime)
      throws BundleException {
    BundleRequest request =
        BundleRequest.builder(classPath(spec.module()))
            .root(spec.module().getName(), FaastHandler.class.getName())
            .includeClasses(spec.includeClasses())
            .includeFiles(spec.includeFiles())
            .excludes(spec.excludes())
            .targetRelease(runtime.release())
            .platform(architecture.platform())
            .build();
    return Bundler.withCache(Bundler.defaultCache()).bundle(request);
  }

  private static boolean hasNativeCode(Bundle bundle) {
    return bundle.report().resources().stream()
        .anyMatch(resource -> NativeLibraries.isNative(resource.name()));
  }

  /** Returns whether it is too large to be a part of CreateFunction's request. */
  boolean isLarge() {
    return zip.bytes() > AwsLimits.ZIP_BYTES;
  }

  SdkBytes read() {
    try {
      return SdkBytes.fromByteArrayUnsafe(Files.readAllBytes(zip.file()));
    } catch (IOException e) {
      throw new ProviderException(
          "The bundle " + zip.file() + " cannot be read: " + e, "Try again.", e);
    }
  }

  static void check(Class<?> module, long unzipped) {
    if (unzipped > AwsLimits.UNZIPPED_BYTES) {
      throw tooLarge(module.getName(), unzipped);
    }
  }

  private static ProviderException tooLarge(String module, long bytes) {
    return new ProviderException(
        "The bundle of "
            + module
            + " has "
            + bytes
            + " bytes unzipped; the limit is "
            + AwsLimits.UNZIPPED_BYTES,
        "Leave out what is not needed (excludes); `faast bundle` shows what takes the room. Or put"
            + " it into a layer.",
        null);
  }

  /** Returns the module's class path, and ours behind it if ours was loaded from elsewhere. */
  static ClassPath classPath(Class<?> module) {
    ClassLoader moduleLoader = module.getClassLoader();
    ClassLoader ownLoader = FaastHandler.class.getClassLoader();
    ClassPath own = ClassPath.of(ownLoader);
    if (moduleLoader == null || moduleLoader.equals(ownLoader)) {
      return own;
    }
    Set<Path> entries = new LinkedHashSet<>(ClassPath.of(moduleLoader).entries());
    entries.addAll(own.entries());
    return new ClassPath(List.copyOf(entries));
  }

  /** Has later bundles of the module hold what is named; returns how much of it was new. */
  static int learn(Class<?> module, Set<String> classes, Set<String> resources)
      throws BundleException {
    return TraceStore.in(Bundler.defaultCache())
        .add(module.getName(), classPath(module), new Trace(Set.of(), classes, resources));
  }
}
