package io.faast.corpus.picocli;

import io.faast.corpus.Cases;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Picocli: fields, methods and classes that only annotations name, converters by type. */
public final class Main {
  private Main() {}

  /** A command. */
  @Command(
      name = "tool",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      subcommands = {Copy.class, CommandLine.HelpCommand.class},
      resourceBundle = "io.faast.corpus.picocli.Texts",
      description = "Does ${sys:user.language}.")
  public static class Tool implements Callable<Integer> {
    @Option(
        names = {"-n", "--number"},
        defaultValue = "3")
    int number;

    @Option(names = "--unit")
    TimeUnit unit;

    @Option(names = "--wait")
    Duration wait;

    @Option(names = "-D")
    Map<String, Integer> map = new TreeMap<>();

    @Option(names = "--colour", converter = Hex.class)
    int colour;

    @Option(names = "--host")
    InetAddress host;

    @ArgGroup(exclusive = true)
    Either either;

    @Parameters(arity = "0..*")
    List<Path> files;

    @Override
    public Integer call() {
      return number;
    }

    @Command(name = "sum", description = "Adds.")
    int sum(@Parameters int[] values) {
      return java.util.Arrays.stream(values).sum();
    }

    @Override
    public String toString() {
      return number
          + " "
          + unit
          + wait
          + map
          + colour
          + host
          + files
          + (either == null ? "" : either.left + "/" + either.right);
    }
  }

  /** One of two. */
  public static class Either {
    @Option(names = "--left")
    String left;

    @Option(names = "--right")
    String right;
  }

  /** A command of its own. */
  @Command(name = "copy", aliases = "cp")
  public static class Copy implements Runnable {
    @ParentCommand Tool tool;

    @Parameters(index = "0", paramLabel = "FROM")
    String from;

    @Override
    public void run() {
      throw new IllegalStateException("cannot copy " + from + tool.number);
    }
  }

  /** Named by an annotation. */
  public static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"tool 7"};
    }
  }

  /** Named by an annotation. */
  public static final class Hex implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return Integer.parseInt(text, 16);
    }
  }

  public static void main(String[] args) {
    Cases cases = new Cases();
    for (String line :
        List.of(
            "-n 5 a b",
            "--unit SECONDS --wait PT3M -D a=1 -Db=2 --colour ff",
            "--unit seconds",
            "--left x",
            "--left x --right y",
            "--host 127.0.0.1 -- -n",
            "--help",
            "--version",
            "help copy",
            "cp",
            "copy x",
            "sum 1 2 3",
            "sum x",
            "--numbr 3",
            "--colour red",
            "-n many",
            "none")) {
      cases.add("line " + line, () -> run(line));
    }
    cases.add("completion", () -> AutoComplete.bash("tool", new CommandLine(new Tool())));
    cases.add("no command", () -> new CommandLine(new Object()).execute());
    cases.add(
        "model",
        () ->
            new CommandLine(new Tool())
                .getCommandSpec().options().stream()
                    .map(option -> option.longestName() + option.type().getSimpleName())
                    .sorted()
                    .toList());
    cases.finish();
  }

  private static String run(String line) {
    StringWriter out = new StringWriter();
    Tool tool = new Tool();
    CommandLine command = new CommandLine(tool);
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
    command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.ON));
    command.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          out.append(failure.toString());
          return 9;
        });
    int code = command.execute(line.split(" "));
    return code + tool.toString() + out;
  }
}
