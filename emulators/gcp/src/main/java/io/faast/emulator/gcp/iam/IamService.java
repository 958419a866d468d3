package io.faast.emulator.gcp.iam;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Answer;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Paths;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.core.Status;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Service accounts, after the IAM API's reference. */
final class IamService implements Service {
  private static final Pattern PATH =
      Pattern.compile("/v1/projects/([^/:]+)/serviceAccounts(?:/([^/:]+))?(?::([A-Za-z]+))?");

  private final Place place;
  private final ServiceAccounts accounts;
  private final Policies policies;
  private final PolicyOperations policyOperations;

  IamService(Place place, ServiceAccounts accounts, Policies policies) {
    this.place = place;
    this.accounts = accounts;
    this.policies = policies;
    policyOperations = new PolicyOperations(policies);
  }

  @Override
  public String name() {
    return "iam";
  }

  @Override
  public Optional<Operation> operation(Request request) {
    Matcher path = PATH.matcher(Paths.of(request));
    if (!path.matches() || !(path.group(1).equals("-") || isOurs(path.group(1)))) {
      return Optional.empty();
    }
    if (path.group(2) == null) {
      return path.group(3) == null ? onAll(request) : Optional.empty();
    }
    String email = path.group(2);
    return path.group(3) == null
        ? onOne(request, email)
        : policyOperations.operation(
            path.group(3), "iam.serviceAccounts", accounts.name(email), request, this::exists);
  }

  private boolean isOurs(String project) {
    return project.equals(place.project());
  }

  private void exists(String name) {
    String email = name.substring(name.lastIndexOf('/') + 1);
    var unused = accounts.use(email, Status.NOT_FOUND);
  }

  private Optional<Operation> onAll(Request request) {
    return switch (request.method()) {
      case "POST" ->
          Optional.of(
              Operation.now(
                  "CreateServiceAccount",
                  List.of(new Permission("iam.serviceAccounts.create", place.projectName())),
                  call -> create(Json.read(request.body()))));
      case "GET" ->
          Optional.of(
              Operation.now(
                  "ListServiceAccounts",
                  List.of(new Permission("iam.serviceAccounts.list", place.projectName())),
                  call -> list(request)));
      default -> Optional.empty();
    };
  }

  private Optional<Operation> onOne(Request request, String email) {
    String name = accounts.name(email);
    return switch (request.method()) {
      case "GET" ->
          Optional.of(
              Operation.now(
                  "GetServiceAccount",
                  List.of(new Permission("iam.serviceAccounts.get", name)),
                  call -> Answer.json(document(accounts.use(email, Status.NOT_FOUND)))));
      case "DELETE" ->
          Optional.of(
              Operation.now(
                  "DeleteServiceAccount",
                  List.of(new Permission("iam.serviceAccounts.delete", name)),
                  call -> {
                    policies.forgetMember(accounts.delete(email));
                    policies.forget(name);
                    return Answer.json(Json.object());
                  }));
      default -> Optional.empty();
    };
  }

  private Response create(ObjectNode body) {
    ServiceAccount made =
        accounts.create(
            body.path("accountId").asText(),
            body.path("serviceAccount").path("displayName").asText(""),
            body.path("serviceAccount").path("description").asText(""));
    return Answer.json(document(made));
  }

  private Response list(Request request) {
    String size = request.parameter("pageSize");
    String token = request.parameter("pageToken");
    int max = size == null ? 20 : Math.min(100, Math.max(1, Integer.parseInt(size)));
    List<ServiceAccount> rest =
        accounts.all().stream()
            .filter(account -> token == null || account.email().compareTo(token) > 0)
            .toList();
    List<ServiceAccount> page = rest.subList(0, Math.min(max, rest.size()));
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("accounts");
    page.forEach(account -> list.add(document(account)));
    if (page.size() < rest.size()) {
      answer.put("nextPageToken", page.get(page.size() - 1).email());
    }
    return Answer.json(answer);
  }

  private ObjectNode document(ServiceAccount account) {
    return Json.object()
        .put("name", accounts.name(account.email()))
        .put("projectId", place.project())
        .put("uniqueId", account.uniqueId())
        .put("email", account.email())
        .put("displayName", account.displayName())
        .put("description", account.description())
        .put("oauth2ClientId", account.uniqueId())
        .put("etag", "MDEwMjE5MjA=");
  }
}
