package io.faast.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faast.examples.FaastCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts reports of several runs of the conformance kit into one page. */
@Command(
    name = "report",
    description =
        "Puts reports of \"test\" into one page: providers beside each other, rule by rule.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:the page could not be written", "2:wrong usage"})
final class ReportCommand extends FaastCommand implements Callable<Integer> {
  private static final int SCHEMA = 1;

  @Parameters(
      arity = "1..*",
      paramLabel = "REPORT",
      description = "A report.json, or the directory that it is in.")
  private List<Path> reports = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "matrix.html",
      description = "The page (default: matrix.html).")
  private Path output = Path.of("matrix.html");

  @Override
  public Integer call() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (Path report : reports) {
      all.add(read(Files.isDirectory(report) ? report.resolve("report.json") : report));
    }
    Files.writeString(output, MatrixHtml.of(all));
    out().println("Matrix of " + all.size() + " reports: " + output.toAbsolutePath());
    return ExitCode.OK;
  }

  private JsonNode read(Path report) {
    try {
      JsonNode json = new ObjectMapper().readTree(report.toFile());
      if (json.path("schema").asInt() == SCHEMA && json.path("rules").isArray()) {
        return json;
      }
      throw misuse(
          report
              + " is no report of the conformance kit in schema "
              + SCHEMA
              + "; write one with: faast test <provider> --report <directory>");
    } catch (IOException e) {
      throw misuse(report + " cannot be read: " + e.getMessage());
    }
  }
}
