package io.faast.emulator.gcp.core;

import io.faast.emulator.core.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * An operation that a request asks for.
 *
 * @param name as the method's reference calls it, such as {@code CreateTopic}
 * @param permissions what it needs to be allowed, the operation's own first; none if any
 *     authenticated caller may
 * @param open whether it needs no credentials at all, as the token endpoint
 * @param handler does it; must not block
 */
public record Operation(
    String name,
    List<Permission> permissions,
    boolean open,
    Function<Call, CompletableFuture<Response>> handler) {

  /** Takes a copy of the list. */
  public Operation {
    permissions = List.copyOf(permissions);
  }

  /** An operation that is done at once. */
  public static Operation now(
      String name, List<Permission> permissions, Function<Call, Response> handler) {
    return later(name, permissions, call -> CompletableFuture.completedFuture(handler.apply(call)));
  }

  /** An operation that is done some time later. */
  public static Operation later(
      String name,
      List<Permission> permissions,
      Function<Call, CompletableFuture<Response>> handler) {
    return new Operation(name, permissions, false, handler);
  }

  /** An operation without credentials that is done at once. */
  public static Operation open(String name, Function<Call, Response> handler) {
    return new Operation(
        name, List.of(), true, call -> CompletableFuture.completedFuture(handler.apply(call)));
  }
}
