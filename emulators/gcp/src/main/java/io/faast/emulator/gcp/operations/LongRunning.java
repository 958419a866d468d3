package io.faast.emulator.gcp.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.gcp.core.ApiException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An operation that goes on after its call was answered. Thread-safe. */
public final class LongRunning {
  private final String name;

  /** Tells how far it is. */
  private final Supplier<ObjectNode> metadata;

  private int pollsLeft;
  private @Nullable ObjectNode response;
  private @Nullable ApiException failure;

  LongRunning(String name, Supplier<ObjectNode> metadata, int pollsLeft) {
    this.name = name;
    this.metadata = metadata;
    this.pollsLeft = pollsLeft;
  }

  /** Ends it; {@code result} has an {@code @type}. */
  public synchronized void succeed(ObjectNode result) {
    response = result;
  }

  /** Ends it with an error. */
  public synchronized void fail(ApiException why) {
    failure = why;
  }

  /** Returns it as it is seen now; looking at it counts as a poll. */
  public synchronized ObjectNode look() {
    ObjectNode json = Json.object().put("name", name);
    json.set("metadata", metadata.get());
    ApiException why = failure;
    boolean done = (response != null || why != null) && pollsLeft-- <= 0;
    if (done) {
      json.put("done", true);
      if (why != null) {
        json.putObject("error").put("code", why.status().grpc()).put("message", why.message());
      } else {
        json.set("response", response);
      }
    }
    return json;
  }
}
