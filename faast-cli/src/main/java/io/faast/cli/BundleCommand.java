package io.faast.cli;

import io.faast.bundler.Bundle;
import io.faast.bundler.BundleException;
import io.faast.bundler.BundleRequest;
import io.faast.bundler.Bundler;
import io.faast.bundler.ClassPath;
import io.faast.examples.FaastCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a bundle and tells what is in it. */
@Command(
    name = "bundle",
    description = "Makes the smallest jar that runs a class, and tells what is in it and why.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:made",
      "1:not made, or --why asks for a class that is not in it",
      "2:wrong usage"
    })
final class BundleCommand extends FaastCommand implements Callable<Integer> {
  private static final int OLDEST_RELEASE = 17;

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
      description = "The class whose main method starts the bundle.")
  private @Nullable String mainClass;

  @Option(
      names = "--why",
      paramLabel = "CLASS",
      description = "Tell what leads to this class instead.")
  private @Nullable String why;

  @Option(names = "--json", description = "Tell it as JSON.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Copy the bundle here; without it, it stays in the cache.")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException, BundleException {
    PrintWriter out = out();
    if (release < OLDEST_RELEASE) {
      throw misuse("--release is " + release + "; the oldest is " + OLDEST_RELEASE);
    }
    Bundle bundle = Bundler.withCache(Bundler.defaultCache()).bundle(request());
    if (output != null) {
      Files.copy(bundle.jar(), output, StandardCopyOption.REPLACE_EXISTING);
    }
    if (why != null) {
      List<String> path = bundle.report().why(why);
      if (path.isEmpty()) {
        err().println(why + " is not in the bundle: nothing leads to it.");
        return ExitCode.SOFTWARE;
      }
      (json ? List.of(Json.of(path)) : path).forEach(out::println);
      return ExitCode.OK;
    }
    Path place = output != null ? output.toAbsolutePath() : bundle.jar();
    (json ? List.of(BundleText.json(bundle, place)) : BundleText.lines(bundle, place))
        .forEach(out::println);
    return ExitCode.OK;
  }

  private BundleRequest request() throws IOException {
    BundleRequest.Builder request =
        BundleRequest.builder(classPath())
            .root(roots.toArray(String[]::new))
            .includeClasses(includeClasses)
            .includeFiles(includeFiles)
            .excludes(excludes)
            .targetRelease(release);
    if (mainClass != null) {
      request.mainClass(mainClass);
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
