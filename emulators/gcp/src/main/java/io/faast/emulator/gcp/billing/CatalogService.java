package io.faast.emulator.gcp.billing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Answer;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Paths;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.core.Status;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lists of services and of prices, after the Cloud Billing Catalog API's reference. */
public final class CatalogService implements Service {
  private static final Pattern PATH = Pattern.compile("/v1/services(?:/([^/]+)/skus)?");

  /** Knows the prices of us-central1, and a few of elsewhere. */
  public CatalogService() {}

  @Override
  public String name() {
    return "cloudbilling";
  }

  @Override
  public Optional<Operation> operation(Request request) {
    Matcher path = PATH.matcher(Paths.of(request));
    if (!path.matches() || !request.method().equals("GET")) {
      return Optional.empty();
    }
    String id = path.group(1);
    return Optional.of(
        id == null
            ? Operation.now(
                "ListServices", List.of(), call -> page("services", services(), request))
            : Operation.now("ListSkus", List.of(), call -> page("skus", skus(id), request)));
  }

  private static List<ObjectNode> services() {
    return Stream.of(BilledService.values())
        .map(
            service ->
                Json.object()
                    .put("name", service.resource())
                    .put("serviceId", service.id())
                    .put("displayName", service.displayName())
                    .put("businessEntityName", "businessEntities/GCP"))
        .toList();
  }

  private static List<ObjectNode> skus(String id) {
    if (Stream.of(BilledService.values()).noneMatch(service -> service.id().equals(id))) {
      throw new ApiException(Status.NOT_FOUND, "Service " + id + " not found.");
    }
    return Sku.ALL.stream()
        .filter(sku -> sku.service().id().equals(id))
        .map(Sku::document)
        .toList();
  }

  private static Response page(String field, List<ObjectNode> all, Request request) {
    int from = number(request, "pageToken", 0);
    int size = Math.min(5_000, Math.max(1, number(request, "pageSize", 5_000)));
    int to = Math.min(all.size(), from + size);
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray(field);
    all.subList(Math.min(from, to), to).forEach(items::add);
    answer.put("nextPageToken", to < all.size() ? String.valueOf(to) : "");
    return Answer.json(answer);
  }

  private static int number(Request request, String name, int otherwise) {
    String given = request.parameter(name);
    try {
      return given == null || given.isEmpty() ? otherwise : Integer.parseUnsignedInt(given);
    } catch (NumberFormatException e) {
      throw new ApiException(Status.INVALID_ARGUMENT, "Invalid " + name + ": " + given);
    }
  }
}
