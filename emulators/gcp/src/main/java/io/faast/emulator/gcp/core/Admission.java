package io.faast.emulator.gcp.core;

import io.faast.emulator.core.CallLog;
import io.faast.emulator.core.Fault;
import io.faast.emulator.core.Faults;
import io.faast.emulator.core.Interference;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * What every call passes, whichever protocol brings it: it is counted, it may suffer a fault, and
 * its caller must hold the permissions. Thread-safe.
 */
public final class Admission {
  private final CallLog<ApiCall> log;
  private final Faults<ApiCall> faults;
  private final Interference interference;

  /** Counts in {@code log}, and lets go wrong what {@code faults} says. */
  public Admission(CallLog<ApiCall> log, Faults<ApiCall> faults, Interference interference) {
    this.log = log;
    this.faults = faults;
    this.interference = interference;
  }

  /**
   * Lets a call pass.
   *
   * @param denied what is said to a caller who lacks a permission
   * @param handler does it
   * @return what the handler answers, or a failure with an {@link ApiException} or a {@code Cut}
   * @param <T> the answer
   */
  public <T> CompletableFuture<T> admit(
      String service,
      String operation,
      List<Permission> permissions,
      Caller caller,
      BiFunction<Caller, Permission, ApiException> denied,
      BiFunction<ApiCall, Fault, CompletableFuture<T>> handler) {
    ApiCall call =
        log.add(
            service,
            operation,
            nth -> new ApiCall(service, operation, permissions, nth, caller.member()));
    Fault fault = faults.of(call).orElse(NONE);
    if (fault instanceof Fault.Throttle) {
      return refused(
          new ApiException(Status.RESOURCE_EXHAUSTED, "Quota exceeded for " + operation + "."));
    } else if (fault instanceof Fault.Refuse refuse) {
      return refused(new ApiException(Status.PERMISSION_DENIED, refuse.why()));
    } else if (fault instanceof Fault.ServerError broken) {
      return refused(
          new ApiException(
              Status.ofServerError(broken.status()),
              broken.status(),
              "The service is currently unavailable."));
    } else if (fault instanceof Fault.ExpireCredentials) {
      return refused(Caller.unauthenticated());
    }
    for (Permission needed : permissions) {
      if (!caller.may().test(needed)) {
        return refused(denied.apply(caller, needed));
      }
    }
    return interference.around(
        fault,
        () -> {
          try {
            return handler.apply(call, fault);
          } catch (ApiException e) {
            return refused(e);
          }
        });
  }

  /** Nothing goes wrong. */
  public static final Fault NONE = new None();

  private record None() implements Fault {}

  private static <T> CompletableFuture<T> refused(ApiException why) {
    return CompletableFuture.failedFuture(why);
  }
}
