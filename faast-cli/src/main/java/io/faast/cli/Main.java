package io.faast.cli;

import io.faast.examples.ErrorLine;
import io.faast.examples.FaastCommand;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
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
    System.exit(run(arguments, UnaryOperator.identity()));
  }

  /**
   * Runs a command and returns its exit code.
   *
   * @param setUp what is done to the parser of the arguments before it sees them
   */
  static int run(String[] arguments, UnaryOperator<CommandLine> setUp) {
    if (arguments.length > 0 && COMMANDS.contains(arguments[0])) {
      // Reads only the command that is asked for: each takes a young JVM a while, and so does this.
      CommandLine one = new CommandLine(command(arguments[0]));
      one.setCommandName("faast " + arguments[0]);
      return setUp
          .apply(ErrorLine.on(one))
          .execute(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
    CommandLine all = new CommandLine(new Main());
    for (String name : COMMANDS) {
      all.addSubcommand(command(name));
    }
    return setUp.apply(ErrorLine.on(all)).execute(arguments);
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
