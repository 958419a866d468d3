package io.faast.examples;

import io.faast.FaastException;
import io.faast.spi.ProviderException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what went wrong in one line, and where there is more: with {@code --verbose} the stack trace
 * follows.
 */
public final class ErrorLine implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private ErrorLine() {}

  /** Makes {@code command} report errors like this. */
  public static CommandLine on(CommandLine command) {
    ErrorLine errors = new ErrorLine();
    return command
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Returns what went wrong, for one line. */
  public static String text(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (cause instanceof CompletionException
            || cause instanceof ExecutionException
            || cause instanceof UncheckedIOException)) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? "" : cause.getMessage().strip();
    // Messages of these are written for people; most others make no sense without their type.
    boolean forPeople =
        cause instanceof FaastException
            || cause instanceof ProviderException
            || cause instanceof IllegalArgumentException;
    return forPeople && !message.isEmpty()
        ? message
        : cause.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    if (failure instanceof Interruption.InterruptedRun) {
      return Interruption.EXIT_CODE; // the hook tells
    }
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().qualifiedName() + ": " + text(failure));
    if (FaastCommand.verbose(arguments)) {
      failure.printStackTrace(err);
    }
    err.flush();
    return ExitCode.SOFTWARE;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    err.println(name + ": " + failure.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println("Try " + name + " --help.");
    }
    err.flush();
    return ExitCode.USAGE;
  }
}
