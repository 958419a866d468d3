package io.faast.emulator.aws.lambda;

import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What instances talk to: "Using the Lambda runtime API" of the developer guide. Each has a path of
 * its own that nobody else can know, instead of an address of its own.
 */
final class RuntimeApi {
  /** What the paths of instances begin with. */
  static final String PREFIX = "_instance";

  /** Where an instance from a snapshot finds its credentials. */
  static final String CREDENTIALS = "credentials";

  private static final String VERSION = "2018-06-01";

  private final Fleet fleet;

  RuntimeApi(Fleet fleet) {
    this.fleet = fleet;
  }

  CompletableFuture<Response> handle(Request request) {
    List<String> path = request.segments();
    Instance instance = path.size() < 3 ? null : fleet.find(path.get(1));
    if (instance != null && path.size() == 3 && path.get(2).equals(CREDENTIALS)) {
      return CompletableFuture.completedFuture(
          instance.credentials(request.header("authorization")));
    }
    if (instance == null
        || path.size() < 5
        || !path.get(2).equals(VERSION)
        || !path.get(3).equals("runtime")) {
      return CompletableFuture.completedFuture(Response.empty(403));
    }
    List<String> what = path.subList(4, path.size());
    if (what.equals(List.of("invocation", "next"))) {
      return instance.next();
    }
    if (what.equals(List.of("restore", "next"))) {
      // The process itself stands for the snapshot, so that it is restored at once.
      return CompletableFuture.completedFuture(Response.empty(200));
    }
    if (what.equals(List.of("init", "error"))) {
      return CompletableFuture.completedFuture(instance.initFailed(request.body()));
    }
    if (what.size() == 3 && what.get(0).equals("invocation")) {
      boolean error = what.get(2).equals("error");
      return CompletableFuture.completedFuture(
          instance.answered(what.get(1), request.body(), error));
    }
    return CompletableFuture.completedFuture(Response.empty(404));
  }
}
