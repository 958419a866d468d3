package io.faast.gcp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Functions that end otherwise than by returning, and what tests need beside them. */
public class TroubleFunctions {
  static final int LARGE = 700_000;

  private static final Object MEETING = new Object();
  private static int met;
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

  /** Returns when so many calls are in here at once, in this instance. */
  public int meet(int calls) throws InterruptedException {
    synchronized (MEETING) {
      met++;
      MEETING.notifyAll();
      while (met < calls) {
        MEETING.wait();
      }
      return met;
    }
  }

  /** Produces numbers from 0. */
  public Iterator<Integer> numbers(int items) {
    return Stream.iterate(0, last -> last + 1).limit(items).iterator();
  }

  /** Takes that long, and says how long. */
  public int work(int millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return millis;
  }

  public String fine(String text) {
    return text;
  }
}
