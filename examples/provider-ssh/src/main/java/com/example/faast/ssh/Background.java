package com.example.faast.ssh;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Work that waits for the network, each on a thread of its own. */
final class Background {
  private Background() {}

  static <T> CompletableFuture<T> run(String what, Callable<? extends T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "faast-ssh-" + what);
    thread.setDaemon(true);
    thread.start();
    return result;
  }
}
