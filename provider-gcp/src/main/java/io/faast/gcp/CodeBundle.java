package io.faast.gcp;

import io.faast.bundler.Bundle;
import io.faast.bundler.BundleException;
import io.faast.bundler.BundleRequest;
import io.faast.bundler.Bundler;
import io.faast.bundler.ClassPath;
import io.faast.bundler.PackedBundle;
import io.faast.bundler.Trace;
import io.faast.bundler.TraceStore;
import io.faast.bundler.hints.Arch;
import io.faast.bundler.hints.NativePlatform;
import io.faast.bundler.hints.Os;
import io.faast.gcp.worker.FaastFunction;
import io.faast.spi.DeploymentSpec;
import io.faast.spi.ProviderException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The zip that is uploaded: a jar and nothing else, so that Google's build finds a function that is
 * built already, and compiles nothing.
 */
final class CodeBundle {
  private static final String JAR = "function.jar";
  private static final NativePlatform PLATFORM =
      new NativePlatform(Os.LINUX, Arch.X86_64, NativePlatform.Libc.GLIBC);

  private CodeBundle() {}

  /**
   * Bundles a module.
   *
   * @throws ProviderException if it cannot be bundled, or is too large
   */
  static PackedBundle make(DeploymentSpec spec, JavaRuntime runtime) {
    try {
      BundleRequest request =
          BundleRequest.builder(classPath(spec.module()))
              .root(spec.module().getName(), FaastFunction.class.getName())
              .includeClasses(spec.includeClasses())
              .includeFiles(spec.includeFiles())
              .excludes(spec.excludes())
              .targetRelease(runtime.release())
              .platform(PLATFORM)
              .build();
      Bundle bundle = Bundler.withCache(Bundler.defaultCache()).bundle(request);
      PackedBundle zip = bundle.packed(JAR);
      if (zip.bytes() > GcpLimits.ZIP_BYTES) {
        throw tooLarge(spec.module(), zip.bytes());
      }
      return zip;
    } catch (BundleException e) {
      throw new ProviderException(
          "The bundle of " + spec.module().getName() + " could not be made: " + e.getMessage(),
          "See the message; `faast bundle` shows what a bundle holds and why.",
          e);
    }
  }

  private static ProviderException tooLarge(Class<?> module, long bytes) {
    return new ProviderException(
        "The bundle of "
            + module.getName()
            + " has "
            + bytes
            + " bytes; the limit is "
            + GcpLimits.ZIP_BYTES,
        "Leave out what is not needed (excludes); `faast bundle` shows what takes the room.",
        null);
  }

  /** Returns the module's class path, and ours behind it if ours was loaded from elsewhere. */
  static ClassPath classPath(Class<?> module) {
    ClassLoader moduleLoader = module.getClassLoader();
    ClassLoader ownLoader = FaastFunction.class.getClassLoader();
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
