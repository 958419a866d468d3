package io.faast.cli;

import io.faast.examples.ErrorLine;
import io.faast.examples.FaastCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code faast} command. */
@Command(
    name = "faast",
    description = "Serverless batch computing with ordinary Java classes, on any cloud.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong usage", "130:interrupted"})
public final class Main extends FaastCommand {
  private static final List<String> COMMANDS =
      List.of("demo", "providers", "test", "report", "gc", "bundle");

  private Main() {}

  /** Runs a command, and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    // What the AWS SDK would log has nowhere to go, which is nothing that people need to be told.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.exit(commandLine(arguments).execute(arguments));
  }

  /** Reads only the command that is asked for, if one is: each takes a young JVM a while. */
  static CommandLine commandLine(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    boolean one = arguments.length > 0 && COMMANDS.contains(arguments[0]);
    for (String name : one ? List.of(arguments[0]) : COMMANDS) {
      line.addSubcommand(command(name));
    }
    return ErrorLine.on(line);
  }

  private static Object command(String name) {
    return switch (name) {
      case "demo" -> new DemoCommand();
      case "providers" -> new ProvidersCommand();
      case "test" -> new TestCommand();
      case "report" -> new ReportCommand();
      case "gc" -> new GcCommand();
      default -> new BundleCommand();
    };
  }
}
