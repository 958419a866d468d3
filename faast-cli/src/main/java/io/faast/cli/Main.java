package io.faast.cli;

import io.faast.examples.ErrorLine;
import io.faast.examples.FaastCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code faast} command. */
@Command(
    name = "faast",
    description = "Serverless batch computing with ordinary Java classes, on any cloud.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ProvidersCommand.class,
      TestCommand.class,
      GcCommand.class,
      BundleCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong usage", "130:interrupted"})
public final class Main extends FaastCommand {
  private Main() {}

  /** Runs a command, and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return ErrorLine.on(new CommandLine(new Main()));
  }
}
