package com.example.faast.ssh;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Takes failures out of what they are wrapped in. */
final class Failures {
  private Failures() {}

  /** Waits for a future, and throws what it failed with. */
  static <T> T value(CompletableFuture<T> future) throws IOException {
    try {
      return future.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      throw cause instanceof IOException failure ? failure : new IOException(cause);
    }
  }

  /** Returns a message for people, whatever was thrown. */
  static String describe(Throwable thrown) {
    return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
  }
}
