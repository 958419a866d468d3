package io.faast.aws;

import io.faast.spi.ProviderException;
import io.faast.spi.SharedResource;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** The role that runs leave for later ones: listed and deleted only when somebody asks for it. */
final class SharedRole {
  private static final String TYPE = "role";

  private final Clients clients;
  private final IamAsyncClient iam;

  SharedRole(Clients clients) {
    this.clients = clients;
    iam = clients.iam();
  }

  /** Lists it if it is there and ours. Whether it is needed can be seen for one region only. */
  List<SharedResource> list() {
    try {
      Role role =
          Api.await("iam:GetRole", Names.ROLE, iam.getRole(r -> r.roleName(Names.ROLE))).role();
      if (role.tags().stream().noneMatch(tag -> tag.key().equals(Tags.ROLE))) {
        return List.of();
      }
    } catch (ProviderException e) {
      if (e.getCause() instanceof NoSuchEntityException) {
        return List.of();
      }
      throw e;
    }
    boolean needed =
        new Search(clients)
            .functions().stream().anyMatch(function -> Tags.read(function.tags()) != null);
    return List.of(new SharedResource(TYPE, Names.ROLE, needed));
  }

  /**
   * Deletes it, after another look.
   *
   * @throws ProviderException if a run needs it, or it is none of ours
   */
  void delete(SharedResource resource) {
    if (!resource.type().equals(TYPE) || !resource.id().equals(Names.ROLE)) {
      throw new ProviderException(
          "The " + resource.type() + " " + resource.id() + " is nothing that runs share.",
          "List what runs share again.",
          null);
    }
    for (SharedResource found : list()) {
      if (found.needed()) {
        throw new ProviderException(
            "The role " + Names.ROLE + " is needed by a run, so it is not deleted.",
            "Wait until the run is over, or delete what it left behind first.",
            null);
      }
      unlessGone(
          () ->
              Api.await(
                  "iam:DeleteRolePolicy",
                  Names.ROLE,
                  iam.deleteRolePolicy(
                      r -> r.roleName(Names.ROLE).policyName(WorkerRole.POLICY_NAME))));
      unlessGone(
          () ->
              Api.await("iam:DeleteRole", Names.ROLE, iam.deleteRole(r -> r.roleName(Names.ROLE))));
    }
  }

  private static void unlessGone(Supplier<Object> step) {
    try {
      Object unused = step.get();
    } catch (ProviderException e) {
      if (!(e.getCause() instanceof NoSuchEntityException)) {
        throw e;
      }
    }
  }
}
