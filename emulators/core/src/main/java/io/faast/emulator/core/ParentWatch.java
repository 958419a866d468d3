package io.faast.emulator.core;

import java.io.IOException;
import java.io.InputStream;

/**
 * Ends this process as soon as the one that started it is gone: that holds the other end of the
 * standard input. For the main class of an instance; it needs no class but itself.
 */
public final class ParentWatch {
  private ParentWatch() {}

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
