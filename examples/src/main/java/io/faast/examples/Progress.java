package io.faast.examples;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;

/**
 * A line that says how far the work is: rewritten in place on a terminal, else a new line every few
 * seconds. Closing it stops it, and takes the line off the terminal.
 */
public final class Progress implements AutoCloseable {
  /** Set to {@code true} or {@code false} by who knows whether standard error is a terminal. */
  public static final String TERMINAL_PROPERTY = "faast.terminal";

  private static final long TERMINAL_MILLIS = 100;
  private static final long PLAIN_MILLIS = 3_000;

  private final PrintWriter out;
  private final boolean terminal;
  private final long everyMillis;
  private final Supplier<String> line;
  private final ScheduledExecutorService ticker;
  private int shown;
  private boolean closed;

  /** Shows {@code line}, which is asked for from another thread, once this is started. */
  public Progress(PrintWriter out, Supplier<String> line) {
    this(out, line, isTerminal(), isTerminal() ? TERMINAL_MILLIS : PLAIN_MILLIS);
  }

  Progress(PrintWriter out, Supplier<String> line, boolean terminal, long everyMillis) {
    this.out = out;
    this.line = line;
    this.terminal = terminal;
    this.everyMillis = everyMillis;
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "faast-progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts to show the line. */
  public void start() {
    var unused =
        ticker.scheduleAtFixedRate(this::tick, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
  }

  private static boolean isTerminal() {
    String property = System.getProperty(TERMINAL_PROPERTY);
    return property == null ? Ansi.AUTO.enabled() : Boolean.parseBoolean(property);
  }

  private synchronized void tick() {
    if (closed) {
      return;
    }
    String now = line.get();
    if (!terminal) {
      out.println(now);
      return;
    }
    out.print("\r" + now + " ".repeat(Math.max(0, shown - now.length())));
    out.flush();
    shown = now.length();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    ticker.shutdownNow();
    if (shown > 0) {
      out.print("\r" + " ".repeat(shown) + "\r");
      out.flush();
    }
  }
}
