package io.faast.emulator.gcp.iam;

import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.gcp.core.Answer;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Paths;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Service;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The project itself and its policy, after the Resource Manager API's reference, v1 and v3. */
final class ProjectService implements Service {
  private static final Pattern PATH =
      Pattern.compile("/(v1|v3)/projects/([^/:]+)(?::([A-Za-z]+))?");

  private final Place place;
  private final PolicyOperations policies;

  ProjectService(Place place, Policies policies) {
    this.place = place;
    this.policies = new PolicyOperations(policies);
  }

  @Override
  public String name() {
    return "cloudresourcemanager";
  }

  @Override
  public Optional<Operation> operation(Request request) {
    Matcher path = PATH.matcher(Paths.of(request));
    if (!path.matches() || !path.group(2).equals(place.project())) {
      return Optional.empty();
    }
    if (path.group(3) != null) {
      return policies.operation(
          path.group(3), "resourcemanager.projects", place.projectName(), request, project -> {});
    }
    return Optional.of(
        Operation.now(
            "GetProject",
            List.of(new Permission("resourcemanager.projects.get", place.projectName())),
            call ->
                Answer.json(
                    Json.object()
                        .put("projectId", place.project())
                        .put("projectNumber", String.valueOf(place.number()))
                        .put("name", "projects/" + place.number())
                        .put("lifecycleState", "ACTIVE")
                        .put("state", "ACTIVE"))));
  }
}
