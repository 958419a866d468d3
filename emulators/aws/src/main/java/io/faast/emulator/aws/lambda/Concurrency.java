package io.faast.emulator.aws.lambda;

import io.faast.emulator.aws.core.ApiException;
import java.util.HashMap;
import java.util.Map;

/** How many invocations run at once: in the account, and of each function. Thread-safe. */
final class Concurrency {
  private final int limit;
  private final Map<LambdaFunction, Integer> running = new HashMap<>();
  private int total;
  private int most;

  Concurrency(int limit) {
    this.limit = limit;
  }

  int limit() {
    return limit;
  }

  synchronized int running() {
    return total;
  }

  synchronized int most() {
    return most;
  }

  /** Counts one more, or says that it is one too many. */
  synchronized void enter(LambdaFunction function) {
    int of = running.getOrDefault(function, 0);
    Integer reserved = function.reserved;
    if (reserved != null && of >= reserved) {
      throw tooMany("ReservedFunctionConcurrentInvocationLimitExceeded");
    }
    if (total >= limit) {
      throw tooMany("ConcurrentInvocationLimitExceeded");
    }
    running.put(function, of + 1);
    total++;
    most = Math.max(most, total);
  }

  private static ApiException tooMany(String reason) {
    return new ApiException(429, "TooManyRequestsException", "Rate Exceeded.", reason);
  }

  synchronized void leave(LambdaFunction function) {
    total--;
    running.merge(function, -1, Integer::sum);
    running.remove(function, 0);
  }
}
