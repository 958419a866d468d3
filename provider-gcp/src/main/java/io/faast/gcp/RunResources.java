package io.faast.gcp;

import io.faast.spi.CleanupReport;
import io.faast.spi.ProviderException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was created for a run, and how it goes away again. Something is noted before it is asked
 * for, so that what was created behind a lost answer is deleted, too; it is struck out only when
 * Google says that it was not created. Thread-safe.
 */
final class RunResources {
  private final Map<String, Deletion> deletions = new LinkedHashMap<>();
  private int creating;
  private boolean closed;

  /** How something goes away, and what it takes. */
  private record Deletion(String permission, Supplier<CompletableFuture<?>> step) {}

  /**
   * Creates something, on this thread, and remembers how to delete it.
   *
   * @param permission what it takes
   * @param object what it is, for people; unique in the run
   * @throws ProviderException if it could not be created, or everything is being deleted
   */
  <T> T create(
      String permission,
      String object,
      Supplier<CompletableFuture<T>> creation,
      Supplier<CompletableFuture<?>> deletion) {
    String first = permission.split(" ", 2)[0];
    enter(first.replace(".create", ".delete"), object, deletion);
    try {
      return Api.await(permission, object, creation.get());
    } catch (ProviderException e) {
      if (refused(e.getCause())) {
        forget(object);
      }
      throw e;
    } finally {
      leave();
    }
  }

  /** Returns whether Google says that it did not do what it was asked for. */
  private static boolean refused(@Nullable Throwable cause) {
    return switch (cause == null ? "" : Api.code(cause)) {
      case "INVALID_ARGUMENT",
          "FAILED_PRECONDITION",
          "OUT_OF_RANGE",
          "UNAUTHENTICATED",
          "PERMISSION_DENIED",
          "NOT_FOUND",
          "RESOURCE_EXHAUSTED" ->
          true;
      default -> false;
    };
  }

  /**
   * Keeps what is there from being deleted, and the clients from being closed, until it leaves.
   *
   * @param permission what deleting it takes
   */
  synchronized void enter(
      String permission, String object, Supplier<CompletableFuture<?>> deletion) {
    if (closed) {
      throw new ProviderException(object + " is not created: the run is closed", "", null);
    }
    deletions.put(object, new Deletion(permission, deletion));
    creating++;
  }

  /** Ends what {@link #enter} began. */
  synchronized void leave() {
    creating--;
    notifyAll();
  }

  /** Strikes something out that was not created after all. */
  synchronized void forget(String object) {
    deletions.remove(object);
  }

  /** Waits for what is being created, as deleting it before would miss it, and creates no more. */
  private synchronized Map<String, Deletion> takeAll() {
    closed = true;
    boolean interrupted = false;
    while (creating > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Map<String, Deletion> all = new LinkedHashMap<>(deletions);
    deletions.clear();
    return all;
  }

  /** Deletes everything, all at once; never fails. */
  CleanupReport deleteAll() {
    Map<String, CompletableFuture<?>> running = new LinkedHashMap<>();
    Map<String, Deletion> all = takeAll();
    all.forEach((object, deletion) -> running.put(object, begun(deletion.step)));
    int deleted = 0;
    List<String> failures = new ArrayList<>();
    for (Map.Entry<String, CompletableFuture<?>> entry : running.entrySet()) {
      try {
        entry.getValue().join();
        deleted++;
      } catch (RuntimeException e) {
        Throwable cause = Api.cause(e);
        if (!Api.notFound(cause)) {
          Deletion deletion = all.get(entry.getKey());
          String missing =
              deletion == null ? null : Api.missingPermission(deletion.permission, cause);
          failures.add(
              entry.getKey()
                  + " could not be deleted: "
                  + Api.describe(cause)
                  + (missing == null ? "" : " Allow " + missing + "."));
        }
      }
    }
    return new CleanupReport(deleted, failures);
  }

  private static CompletableFuture<?> begun(Supplier<CompletableFuture<?>> deletion) {
    try {
      return deletion.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
