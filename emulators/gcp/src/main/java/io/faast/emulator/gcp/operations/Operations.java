package io.faast.emulator.gcp.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Request;
import io.faast.emulator.gcp.core.Answer;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.core.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operations of one service. Services of one host have names that differ, so one look-up by
 * name serves them all.
 */
public final class Operations implements Service {
  private static final Pattern PATH =
      Pattern.compile("/v[12]/(projects/[^/]+/locations/[^/]+/operations/[^/:]+)");

  private final String service;
  private final Place place;
  private final int pendingPolls;
  private final Map<String, LongRunning> byName = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  /** Operations of that service, each of which is not done for the first so many looks. */
  public Operations(String service, Place place, int pendingPolls) {
    this.service = service;
    this.place = place;
    this.pendingPolls = pendingPolls;
  }

  /** Begins an operation. */
  public LongRunning begin(Supplier<ObjectNode> metadata) {
    String name =
        place.named("locations/" + place.region() + "/operations/" + service + "-")
            + count.incrementAndGet();
    LongRunning operation = new LongRunning(name, metadata, pendingPolls);
    byName.put(name, operation);
    return operation;
  }

  @Override
  public String name() {
    return service;
  }

  @Override
  public Optional<Operation> operation(Request request) {
    Matcher path = PATH.matcher(request.rawPath());
    if (!request.method().equals("GET")
        || !path.matches()
        || !path.group(1).contains("/operations/" + service + "-")) {
      return Optional.empty();
    }
    String name = path.group(1);
    return Optional.of(
        Operation.now(
            "GetOperation",
            permissions(name),
            call -> {
              LongRunning operation = byName.get(name);
              if (operation == null) {
                throw new ApiException(Status.NOT_FOUND, "Operation " + name + " does not exist");
              }
              return Answer.json(operation.look());
            }));
  }

  /** Artifact Registry asks for none: "Access control with IAM" has no permission of that kind. */
  private List<Permission> permissions(String operation) {
    return service.equals("artifactregistry")
        ? List.of()
        : List.of(
            new Permission(
                service + ".operations.get",
                operation.substring(0, operation.indexOf("/operations/"))));
  }
}
