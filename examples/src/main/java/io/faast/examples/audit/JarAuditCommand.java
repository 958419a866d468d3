package io.faast.examples.audit;

import io.faast.FaastModule;
import io.faast.Result;
import io.faast.examples.ErrorLine;
import io.faast.examples.FaastCommand;
import io.faast.examples.Interruption;
import io.faast.examples.Progress;
import io.faast.examples.ProviderChoice;
import io.faast.examples.Units;
import io.faast.examples.Usage;
import io.faast.examples.audit.JarFiles.JarFile;
import io.faast.spi.Limits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Audits every jar of the local Maven repository, in functions. */
@Command(
    name = "audit",
    description = {
      "Audits every jar of your local Maven repository: Java versions, packages,"
          + " duplicate classes, signatures, modules. Each jar goes to a function as bytes."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:audited", "1:some calls failed", "2:wrong usage"})
public final class JarAuditCommand extends FaastCommand implements Callable<Integer> {
  @Mixin private final ProviderChoice choice = new ProviderChoice();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Audit the jars below this directory instead of the local Maven repository.")
  private @Nullable Path dir;

  /** Runs the audit by itself. */
  public static void main(String[] arguments) {
    System.exit(ErrorLine.on(new CommandLine(new JarAuditCommand())).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = out();
    Path directory = directory();
    JarFiles files = JarFiles.below(directory);
    if (files.jars().isEmpty()) {
      out.println("There are no jars below " + directory + ". Name another directory by --dir.");
      return ExitCode.OK;
    }
    out.println(
        "Auditing "
            + Units.count(files.jars().size(), "jar", "jars")
            + " ("
            + Units.bytes(files.bytes())
            + ") below "
            + directory);
    out.flush();
    int mostBytes = choice.limits().map(Limits::maxRequestBytes).orElse(Integer.MAX_VALUE);
    AuditTotals totals = new AuditTotals();
    files.troubles().forEach(trouble -> totals.addSkipped(trouble.jar(), trouble.why()));
    try (FaastModule<JarAudit> module = choice.deploy(JarAudit.class, "jar audit")) {
      audit(module, files, new JarReader(files.jars(), mostBytes), totals);
      out.println();
      Usage.lines(module).forEach(out::println);
    }
    return totals.failed().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Path directory() throws IOException {
    Path directory =
        dir != null
            ? dir
            : LocalRepository.find(System.getenv(), Path.of(System.getProperty("user.home")));
    if (dir != null && !Files.isDirectory(directory)) {
      throw misuse(directory + " is no directory");
    }
    return directory;
  }

  private void audit(
      FaastModule<JarAudit> module, JarFiles files, JarReader reader, AuditTotals totals) {
    PrintWriter out = out();
    PrintWriter err = err();
    AuditProgress state = new AuditProgress(module, files.jars().size(), files.bytes());
    try (Interruption interruption = Interruption.calls(module::close, err);
        Progress progress = new Progress(err, state::line);
        Stream<Result<byte[], JarFacts>> results = module.mapResults(JarAudit::audit, reader)) {
      progress.start();
      results.forEach(
          result -> {
            interruption.check();
            JarFile file = reader.given(result.index());
            state.done(file.bytes());
            merge(file, result, totals);
          });
    }
    reader.skipped().forEach(trouble -> totals.addSkipped(trouble.jar(), trouble.why()));
    AuditReport.lines(totals).forEach(out::println);
    out.println();
    out.println(state.summary());
  }

  private static void merge(JarFile file, Result<byte[], JarFacts> result, AuditTotals totals) {
    Throwable failure = result.failure();
    JarFacts facts = result.value();
    if (facts != null) {
      totals.add(file.name(), file.bytes(), facts);
    } else if (failure instanceof BrokenJarException) {
      totals.addBroken(file.name(), String.valueOf(failure.getMessage()));
    } else if (failure != null) {
      totals.addFailed(file.name(), ErrorLine.text(failure));
    }
  }
}
