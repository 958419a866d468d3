package io.faast.emulator.gcp.pubsub;

import io.faast.emulator.core.Fault;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.core.Permission;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A method of the API, whichever protocol brings it.
 *
 * @param name as the RPC is called
 * @param needs what a request needs to be allowed
 * @param does does it; must not block
 */
record Method<I, O>(
    String name,
    Function<I, List<Permission>> needs,
    BiFunction<I, Context, CompletableFuture<O>> does) {

  /** Who calls, what is to go wrong, and what completes if the caller goes away. */
  record Context(Caller caller, Fault fault, CompletableFuture<Void> gone) {}

  /** A method that needs one permission and is done at once. */
  static <I, O> Method<I, O> now(
      String name, String permission, Function<I, String> on, BiFunction<I, Context, O> does) {
    return new Method<>(
        name,
        request -> List.of(new Permission(permission, on.apply(request))),
        (request, context) -> CompletableFuture.completedFuture(does.apply(request, context)));
  }
}
