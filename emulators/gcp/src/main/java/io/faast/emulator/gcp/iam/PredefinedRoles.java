package io.faast.emulator.gcp.iam;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The predefined roles that programs of batch work grant, with the permissions that the emulated
 * services ask for, after the "IAM roles and permissions index".
 */
final class PredefinedRoles {
  private static final Set<String> OBJECT_USER =
      Set.of(
          "storage.objects.create",
          "storage.objects.delete",
          "storage.objects.get",
          "storage.objects.list",
          "storage.objects.update");

  private static final Map<String, Predicate<String>> ROLES =
      Map.ofEntries(
          Map.entry("roles/owner", permission -> true),
          Map.entry("roles/editor", permission -> !permission.endsWith(".setIamPolicy")),
          Map.entry("roles/run.invoker", Set.of("run.routes.invoke", "run.jobs.run")::contains),
          Map.entry("roles/run.admin", permission -> permission.startsWith("run.")),
          Map.entry("roles/cloudfunctions.admin", in("cloudfunctions.")),
          Map.entry("roles/cloudfunctions.invoker", "cloudfunctions.functions.invoke"::equals),
          Map.entry(
              "roles/cloudfunctions.developer",
              in("cloudfunctions.").and(permission -> !permission.endsWith(".setIamPolicy"))),
          Map.entry("roles/pubsub.publisher", "pubsub.topics.publish"::equals),
          Map.entry(
              "roles/pubsub.subscriber",
              Set.of(
                      "pubsub.snapshots.seek",
                      "pubsub.subscriptions.consume",
                      "pubsub.topics.attachSubscription")
                  ::contains),
          Map.entry("roles/pubsub.admin", in("pubsub.")),
          Map.entry(
              "roles/pubsub.editor",
              in("pubsub.").and(permission -> !permission.endsWith(".setIamPolicy"))),
          Map.entry(
              "roles/pubsub.serviceAgent",
              Set.of(
                      "iam.serviceAccounts.get",
                      "iam.serviceAccounts.getAccessToken",
                      "iam.serviceAccounts.getOpenIdToken")
                  ::contains),
          Map.entry("roles/storage.objectUser", OBJECT_USER::contains),
          Map.entry("roles/storage.objectCreator", "storage.objects.create"::equals),
          Map.entry(
              "roles/storage.objectViewer",
              Set.of("storage.objects.get", "storage.objects.list")::contains),
          Map.entry("roles/storage.objectAdmin", in("storage.objects.")),
          Map.entry("roles/storage.admin", in("storage.")),
          Map.entry("roles/logging.logWriter", "logging.logEntries.create"::equals),
          Map.entry("roles/logging.viewer", in("logging.").and(name -> name.endsWith(".list"))),
          Map.entry("roles/artifactregistry.writer", in("artifactregistry.")),
          Map.entry(
              "roles/cloudbuild.builds.builder",
              in("artifactregistry.")
                  .or(OBJECT_USER::contains)
                  .or("logging.logEntries.create"::equals)),
          Map.entry(
              "roles/iam.serviceAccountUser",
              Set.of(
                      "iam.serviceAccounts.actAs",
                      "iam.serviceAccounts.get",
                      "iam.serviceAccounts.list")
                  ::contains),
          Map.entry(
              "roles/iam.serviceAccountTokenCreator",
              Set.of(
                      "iam.serviceAccounts.get",
                      "iam.serviceAccounts.list",
                      "iam.serviceAccounts.getAccessToken",
                      "iam.serviceAccounts.getOpenIdToken",
                      "iam.serviceAccounts.implicitDelegation",
                      "iam.serviceAccounts.signBlob",
                      "iam.serviceAccounts.signJwt")
                  ::contains),
          Map.entry(
              "roles/iam.serviceAccountOpenIdTokenCreator",
              "iam.serviceAccounts.getOpenIdToken"::equals),
          Map.entry("roles/iam.serviceAccountAdmin", in("iam.serviceAccounts.")));

  private PredefinedRoles() {}

  private static Predicate<String> in(String prefix) {
    return permission -> permission.startsWith(prefix);
  }

  /** Returns which permissions a role has; empty if it is unknown here. */
  static Optional<Predicate<String>> of(String role) {
    return Optional.ofNullable(ROLES.get(role));
  }
}
