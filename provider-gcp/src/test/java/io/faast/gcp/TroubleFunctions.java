package io.faast.gcp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** Functions that end otherwise than by returning, and what tests need beside them. */
public class TroubleFunctions {
  static final int LARGE = 700_000;

  private static ByteBuffer[] kept = {};

  /** Uses memory beside the heap, until Google has to end the process. */
  public int fillMemory(int megabytes) {
    kept = new ByteBuffer[megabytes];
    for (int i = 0; i < megabytes; i++) {
      kept[i] = ByteBuffer.allocateDirect(1 << 20);
    }
    return kept.length;
  }

  /**
   * Produces items, and ends the process instead of the stream. The worker holds back who produces
   * more than it has sent, so that all but the last items have been sent by then.
   */
  public Iterator<String> largeThenHalt(int items) {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public String next() {
        if (next == items) {
          Runtime.getRuntime().halt(3);
          throw new NoSuchElementException();
        }
        return Character.toString('a' + next++).repeat(LARGE);
      }
    };
  }

  /** Produces some items. */
  public Iterator<String> letters(int items) {
    return Stream.iterate("a", last -> last + "a").limit(items).iterator();
  }

  public int exit(int status) {
    System.exit(status);
    return status;
  }

  /** Returns the text of a resource, or nothing. */
  public String resource(String name) throws IOException {
    try (InputStream in = TroubleFunctions.class.getClassLoader().getResourceAsStream(name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public String fine(String text) {
    return text;
  }
}
