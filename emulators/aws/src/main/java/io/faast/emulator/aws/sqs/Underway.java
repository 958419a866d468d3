package io.faast.emulator.aws.sqs;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Protocol;
import io.faast.emulator.core.Response;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Requests under way at each queue. ElasticMQ forgets those whose queue is deleted meanwhile, long
 * polls among them, and after 21 s says that it has an internal error; SQS says that there is no
 * such queue. Thread-safe.
 */
final class Underway {
  private final Map<String, Set<Waiting>> byQueue = new ConcurrentHashMap<>();

  private static final class Waiting {
    private final CompletableFuture<Response> answer = new CompletableFuture<>();
  }

  /** Returns what {@code send} answers, or sooner that there is no such queue. */
  CompletableFuture<Response> send(String queue, Supplier<CompletableFuture<Response>> send) {
    Waiting waiting = new Waiting();
    byQueue.compute(
        queue,
        (key, known) -> {
          Set<Waiting> all = known == null ? new HashSet<>() : known;
          all.add(waiting);
          return all;
        });
    var unused =
        send.get()
            .whenComplete(
                (response, failure) -> {
                  forget(queue, waiting);
                  if (failure != null) {
                    waiting.answer.completeExceptionally(failure);
                  } else {
                    waiting.answer.complete(response);
                  }
                });
    return waiting.answer;
  }

  private void forget(String queue, Waiting waiting) {
    byQueue.computeIfPresent(
        queue,
        (key, known) -> {
          known.remove(waiting);
          return known.isEmpty() ? null : known;
        });
  }

  /** Answers what is under way at a queue that is deleted now. */
  void deleted(String queue) {
    Set<Waiting> lost = byQueue.remove(queue);
    if (lost != null) {
      ApiException gone =
          new ApiException(400, "com.amazonaws.sqs#QueueDoesNotExist", "The queue was deleted.");
      Response response = ElasticQueues.withQueryError(Protocol.JSON_1_0.error(gone, ""));
      lost.forEach(waiting -> waiting.answer.complete(response));
    }
  }
}
