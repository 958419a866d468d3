package io.faast.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.examples.FaastCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern LABELLED = Pattern.compile("([^=/]+)=(.+)");

  @Parameters(
      arity = "1..*",
      paramLabel = "[LABEL=]REPORT",
      description =
          "A report.json, or the directory that it is in; LABEL=REPORT calls it so, and not by the"
              + " provider's name.")
  private List<String> reports = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "matrix.html",
      description = "The page (default: matrix.html).")
  private Path output = Path.of("matrix.html");

  @Override
  public Integer call() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (String report : reports) {
      Matcher labelled = LABELLED.matcher(report);
      boolean has = labelled.matches() && !Files.exists(Path.of(report));
      Path path = Path.of(has ? labelled.group(2) : report);
      ObjectNode json = read(Files.isDirectory(path) ? path.resolve("report.json") : path);
      all.add(json.put("label", has ? labelled.group(1) : json.path("provider").asText()));
    }
    Files.writeString(output, MatrixHtml.of(all));
    out().println("Matrix of " + all.size() + " reports: " + output.toAbsolutePath());
    return ExitCode.OK;
  }

  private ObjectNode read(Path report) {
    try {
      if (new ObjectMapper().readTree(report.toFile()) instanceof ObjectNode json
          && json.path("schema").asInt() == SCHEMA
          && json.path("rules").isArray()) {
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
