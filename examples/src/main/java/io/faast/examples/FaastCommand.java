package io.faast.examples;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** What every command has. */
public abstract class FaastCommand {
  private static final String VERBOSE = "--verbose";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and end.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Option(names = VERBOSE, description = "Show the stack trace of an error.")
  @SuppressWarnings("UnusedVariable") // see verbose
  private boolean verbose;

  /** Makes a command that picocli fills in. */
  protected FaastCommand() {}

  /** Returns where results go. */
  protected final PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** Returns where progress and errors go. */
  protected final PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Returns what to throw when an option or parameter is wrong: a sentence that names it. */
  protected final ParameterException misuse(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }

  /** Returns whether stack traces are wanted, by an option before or after the subcommand. */
  static boolean verbose(ParseResult arguments) {
    return arguments.hasMatchedOption(VERBOSE)
        || (arguments.hasSubcommand() && verbose(arguments.subcommand()));
  }
}
