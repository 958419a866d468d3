package io.faast.emulator.aws.core;

import io.faast.emulator.core.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * An operation that a request asks for.
 *
 * @param name as the SDK calls it
 * @param permissions what it needs to be allowed; at least one, the operation's own first
 * @param handler does it; must not block
 */
public record Operation(
    String name,
    List<Permission> permissions,
    Function<Call, CompletableFuture<Response>> handler) {

  /** An operation that is done at once. */
  public static Operation now(
      String name, List<Permission> permissions, Function<Call, Response> handler) {
    return new Operation(
        name, permissions, call -> CompletableFuture.completedFuture(handler.apply(call)));
  }
}
