package io.faast.emulator.core;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Ends this process as soon as the one that started it is gone: that holds the other end of the
 * standard input. The main class of an instance, or the first that it calls; it needs no class but
 * itself.
 */
public final class ParentWatch {
  private ParentWatch() {}

  /** Watches, and runs the main class that comes first, with the arguments that follow. */
  public static void main(String[] args) throws ReflectiveOperationException {
    start();
    Object rest = Arrays.copyOfRange(args, 1, args.length);
    Class.forName(args[0]).getMethod("main", String[].class).invoke(null, rest);
  }

  /** Takes the standard input, and watches it from now on. */
  public static void start() {
    InputStream parent = System.in;
    System.setIn(InputStream.nullInputStream());
    Thread watch = new Thread(null, () -> endWith(parent), "instance", 128 << 10);
    watch.setDaemon(true);
    watch.start();
  }

  private static void endWith(InputStream parent) {
    int read;
    do {
      try {
        read = parent.read();
      } catch (IOException e) {
        read = -1;
      }
    } while (read >= 0);
    Runtime.getRuntime().halt(1);
  }
}
