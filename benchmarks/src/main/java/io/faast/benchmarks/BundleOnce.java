package io.faast.benchmarks;

import io.faast.bundler.Bundle;
import io.faast.bundler.BundleRequest;
import io.faast.bundler.Bundler;
import io.faast.bundler.ClassPath;
import io.faast.bundler.PackedBundle;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/**
 * The measured process: bundles and packs what a deploy uploads. Takes the cache, the class path,
 * the main class, and what the figures of its phases are called.
 */
final class BundleOnce {
  private BundleOnce() {}

  public static void main(String[] args) throws Exception {
    long begin = System.nanoTime();
    ClassPath classPath =
        new ClassPath(Arrays.stream(args[1].split(File.pathSeparator)).map(Path::of).toList());
    Bundle bundle =
        Bundler.withCache(Path.of(args[0]))
            .bundle(BundleRequest.builder(classPath).mainClass(args[2]).traces(false).build());
    long bundled = System.nanoTime();
    PackedBundle packed = bundle.packed("lib/bundle.jar");
    long end = System.nanoTime();
    Figures.print(args[3] + ", bundle()", "ms", (bundled - begin) / 1e6);
    Figures.print(args[3] + ", packed()", "ms", (end - bundled) / 1e6);
    Figures.print("stored jar", "KB", bundle.bytes() / 1e3);
    Figures.print("packed artifact", "KB", packed.bytes() / 1e3);
    Figures.print("classes", "", bundle.report().classes().size());
  }

  /** Returns the class path that this process needs: no more than the bundler brings. */
  static String classPath() {
    return Stream.of(BundleOnce.class, Bundler.class, ClassReader.class)
        .map(BundleOnce::origin)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("where " + type + " lies is no file", e);
    }
  }
}
