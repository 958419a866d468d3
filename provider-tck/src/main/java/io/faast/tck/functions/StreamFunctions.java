package io.faast.tck.functions;

import io.faast.worker.FaastContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Functions that produce streams.
 *
 * @since 0.1.0
 */
public class StreamFunctions {
  public String echo(String text) {
    return text;
  }

  public Stream<Integer> count(int items) {
    return IntStream.range(0, items).boxed();
  }

  public Iterator<Integer> countIterator(int items) {
    return IntStream.range(0, items).iterator();
  }

  public Iterable<Integer> countIterable(int items) {
    return () -> IntStream.range(0, items).iterator();
  }

  /** Collections are values, also where an {@code Iterable} is declared elsewhere. */
  public List<Integer> countList(int items) {
    return IntStream.range(0, items).boxed().toList();
  }

  public Stream<byte[]> blocks(int items, int size) {
    return IntStream.range(0, items)
        .mapToObj(
            i -> {
              byte[] block = new byte[size];
              java.util.Arrays.fill(block, (byte) i);
              return block;
            });
  }

  public Stream<@Nullable String> nulls(int items) {
    List<@Nullable String> all = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      all.add(i % 2 == 0 ? null : "item " + i);
    }
    return all.stream();
  }

  /** Produces without end. */
  public Stream<Integer> endless() {
    return Stream.iterate(0, i -> i + 1);
  }

  /** Produces {@code items}, then runs until cancelled. */
  public Stream<Integer> thenBlock(int items) {
    return IntStream.rangeClosed(0, items)
        .mapToObj(
            i -> {
              if (i == items) {
                try {
                  Blocker.block();
                } catch (InterruptedException e) {
                  throw new IllegalStateException("interrupted", e);
                }
              }
              return i;
            });
  }

  /** Produces {@code items}, then burns time for ever. */
  public Stream<Integer> thenSpin(int items) {
    return IntStream.rangeClosed(0, items)
        .mapToObj(
            i -> {
              if (i == items) {
                Blocker.spin();
              }
              return i;
            });
  }

  /** Produces {@code items}, then throws. */
  public Stream<Integer> thenThrow(int items, String message) {
    return IntStream.rangeClosed(0, items)
        .mapToObj(
            i -> {
              if (i == items) {
                throw new IllegalStateException(message);
              }
              return i;
            });
  }

  /** Produces {@code items}, then ends the worker on the first attempt. */
  public Stream<Integer> thenHalt(int items) {
    int attempt = FaastContext.current().attempt();
    return IntStream.rangeClosed(0, items)
        .mapToObj(
            i -> {
              if (i == items && attempt == 1) {
                Runtime.getRuntime().halt(4);
              }
              return i;
            });
  }

  /** Throws before the first item. */
  public Stream<Integer> throwAtOnce(String message) {
    throw new IllegalStateException(message);
  }

  /** Produces without end; is seen from outside until its stream is closed. */
  public Stream<Integer> endlessSeen(int port, String key) throws Exception {
    Beacon beacon = Beacon.light(port, key);
    return Stream.iterate(0, i -> i + 1)
        .onClose(
            () -> {
              try {
                beacon.close();
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
  }
}
