package io.faast.cli;

import io.faast.bundler.Bundle;
import io.faast.bundler.BundleException;
import io.faast.bundler.BundleRequest;
import io.faast.bundler.Bundler;
import io.faast.bundler.ClassPath;
import io.faast.bundler.PackedBundle;
import io.faast.bundler.Packing;
import io.faast.examples.FaastCommand;
import io.faast.examples.Units;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a bundle and tells what is in it. */
@Command(
    name = "bundle",
    description = "Makes the smallest artifact that runs a class, and tells what is in it and why.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:made",
      "1:not made, or --why asks for a class that is not in it",
      "2:wrong usage"
    })
final class BundleCommand extends FaastCommand implements Callable<Integer> {
  private static final int OLDEST_RELEASE = 17;
  private static final String ZIP = ".zip";

  @Parameters(
      paramLabel = "CLASS",
      arity = "1..*",
      description = "The classes that the bundle is for, such as com.example.Thumbnails.")
  private List<String> roots = List.of();

  @Option(
      names = {"-c", "--classpath"},
      paramLabel = "PATH",
      required = true,
      description = "Where classes are looked for, as for java: jars, directories, and DIR/*.")
  private String classPath = "";

  @Option(
      names = "--include-class",
      paramLabel = "PATTERN",
      description = "Take these classes, too: a.b.C, a.b.* or a.b.**. May be repeated.")
  private List<String> includeClasses = new ArrayList<>();

  @Option(
      names = "--include-file",
      paramLabel = "GLOB",
      description = "Take these files, too, as resources. May be repeated.")
  private List<String> includeFiles = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "PATTERN",
      description = "Leave these classes or resources out. May be repeated.")
  private List<String> excludes = new ArrayList<>();

  @Option(
      names = "--release",
      paramLabel = "N",
      description = "The Java release that runs the bundle, 17 or newer (default: this one's).")
  private int release = Runtime.version().feature();

  @Option(
      names = "--main",
      paramLabel = "CLASS",
      description =
          "The class whose main method starts the bundle, which then may deploy functions, too.")
  private @Nullable String mainClass;

  @Option(
      names = "--no-trace",
      description = "Leave out what is in it only because a traced run loaded it.")
  private boolean noTrace;

  @Option(
      names = "--why",
      paramLabel = "NAME",
      description = "Tell what leads to a class, or to a method of one (a.b.C.method), instead.")
  private @Nullable String why;

  @Option(names = "--json", description = "Tell it as JSON.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with a treemap of the bundle, too.")
  private @Nullable Path html;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Write the bundle here: X.zip is the deflated zip that is deployed, with lib/X.jar in"
              + " it; anything else is the jar. Without it, both stay in the cache.")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException, BundleException {
    if (release < OLDEST_RELEASE) {
      throw misuse("--release is " + release + "; the oldest is " + OLDEST_RELEASE);
    }
    Packing layout = layout();
    BundleRequest request = request();
    try (Progress progress = new Progress(err())) {
      int entries = request.classPath().entries().size();
      progress.step(
          "Following what "
              + title()
              + " reaches on "
              + Units.count(entries, "class path entry", "class path entries"));
      Bundler bundler = Bundler.withCache(Bundler.defaultCache());
      if (why != null) {
        return why(bundler, request, why);
      }
      Bundle bundle = bundler.bundle(request);
      progress.step("Packing " + Units.bytes(bundle.bytes()));
      PackedBundle packed = bundle.packed(layout);
      progress.step("Writing");
      show(written(bundle, packed));
    }
    return ExitCode.OK;
  }

  private String title() {
    return String.join(", ", roots);
  }

  /** The jar in a zip is called as the zip is. */
  private Packing layout() {
    String name = "bundle";
    Path file = output == null ? null : output.getFileName();
    if (file != null && isZip(file)) {
      name = file.toString().substring(0, file.toString().length() - ZIP.length());
    }
    try {
      return Packing.of("lib/" + name + ".jar");
    } catch (IllegalArgumentException e) {
      throw misuse("--output: " + e.getMessage());
    }
  }

  private static boolean isZip(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ZIP);
  }

  private BundleView written(Bundle bundle, PackedBundle packed) throws IOException {
    if (output == null) {
      return BundleView.of(title(), bundle, packed, null, null);
    }
    Path place = output.toAbsolutePath();
    if (isZip(output)) {
      Files.copy(packed.file(), place, StandardCopyOption.REPLACE_EXISTING);
      return BundleView.of(title(), bundle, packed, null, place);
    }
    Files.copy(bundle.jar(), place, StandardCopyOption.REPLACE_EXISTING);
    return BundleView.of(title(), bundle, packed, place, null);
  }

  private void show(BundleView view) throws IOException {
    PrintWriter out = out();
    (json ? List.of(BundleJson.of(view)) : BundleText.lines(view)).forEach(out::println);
    if (html != null) {
      Files.writeString(html, BundleHtml.page(view));
      if (!json) {
        out.println();
        out.println("The treemap is in " + html.toAbsolutePath());
      }
    }
  }

  private int why(Bundler bundler, BundleRequest request, String name) throws BundleException {
    List<String> path = bundler.bundle(request).report().why(name);
    int dot = name.lastIndexOf('.');
    if (path.isEmpty() && dot > 0) {
      path = bundler.why(request, name.substring(0, dot), name.substring(dot + 1));
    }
    if (path.isEmpty()) {
      err().println(name + " is not in the bundle: nothing leads to it.");
      return ExitCode.SOFTWARE;
    }
    (json ? List.of(Json.of(path)) : path).forEach(out()::println);
    return ExitCode.OK;
  }

  private BundleRequest request() throws IOException {
    BundleRequest.Builder request =
        BundleRequest.builder(classPath())
            .root(roots.toArray(String[]::new))
            .includeClasses(includeClasses)
            .includeFiles(includeFiles)
            .excludes(excludes)
            .targetRelease(release)
            .traces(!noTrace);
    if (mainClass != null) {
      request.mainClass(mainClass).client(true);
    }
    return request.build();
  }

  private ClassPath classPath() throws IOException {
    List<Path> entries = ClassPathText.parse(classPath);
    for (Path entry : entries) {
      if (!Files.exists(entry)) {
        throw misuse("--classpath names " + entry + ", which does not exist");
      }
    }
    if (entries.isEmpty()) {
      throw misuse("--classpath names nothing");
    }
    return new ClassPath(entries);
  }
}
