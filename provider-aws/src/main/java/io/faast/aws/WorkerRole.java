package io.faast.aws;

import io.faast.spi.ProviderException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * The role that functions run as where the user names none: one for the account, made when it is
 * missing, and able to do nothing but write the logs and queues of runs.
 */
final class WorkerRole {
  /** Changes whenever the policy does. */
  private static final String VERSION = "1";

  static final String POLICY_NAME = "faast-worker";
  private static final int SESSION_SECONDS = 3_600;

  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

  private static final String HALF_MADE = "0";

  private final Clients clients;
  private final KnownRoles known;
  private final Consumer<String> progress;

  WorkerRole(Clients clients, KnownRoles known, Consumer<String> progress) {
    this.clients = clients;
    this.known = known;
    this.progress = progress;
  }

  /** Returns the ARN that the role had last time, or null if there was none. */
  @Nullable String last() {
    String key = key();
    return key == null ? null : known.find(key);
  }

  /** Returns the role's ARN, after a look, and after making the role if need be. */
  String arn() {
    String arn = findOrMake();
    String key = key();
    if (key != null) {
      known.keep(key, arn);
    }
    return arn;
  }

  /** The same name may be another role for another user, at another place, or next year. */
  private @Nullable String key() {
    try {
      String who = clients.credentials().resolveCredentials().accessKeyId();
      return KnownRoles.key(who, clients.options.endpoint() + " " + VERSION);
    } catch (SdkClientException e) {
      return null; // the next call says what is wrong with the credentials
    }
  }

  private IamAsyncClient iam() {
    return clients.iam();
  }

  private String findOrMake() {
    Role role;
    try {
      role = get();
    } catch (ProviderException e) {
      if (e.getCause() instanceof NoSuchEntityException) {
        return create();
      }
      throw e;
    }
    bringUpToDate(role);
    return role.arn();
  }

  private Role get() {
    return Api.await("iam:GetRole", Names.ROLE, iam().getRole(r -> r.roleName(Names.ROLE))).role();
  }

  private String create() {
    progress.accept("Creating the role " + Names.ROLE + ", which later runs use again");
    Role role;
    try {
      role =
          Api.await(
                  "iam:CreateRole",
                  Names.ROLE,
                  iam()
                      .createRole(
                          r ->
                              r.roleName(Names.ROLE)
                                  .path(Names.ROLE_PATH)
                                  .description("What functions of Faast run as")
                                  .assumeRolePolicyDocument(TRUST)
                                  .maxSessionDuration(SESSION_SECONDS)
                                  .tags(tag(HALF_MADE))))
              .role();
    } catch (ProviderException e) {
      if (e.getCause() instanceof EntityAlreadyExistsException) {
        // Another run was faster, or the answer to this one's first try was lost.
        role = get();
        bringUpToDate(role);
        return role.arn();
      }
      throw e;
    }
    complete(role);
    return role.arn();
  }

  /**
   * A role without our tag is somebody else's: it is used, and never changed. The tag tells the
   * version once the policy is set: whoever finds one that was left half made makes it whole.
   */
  private void bringUpToDate(Role role) {
    for (Tag tag : role.tags()) {
      if (tag.key().equals(Tags.ROLE) && !tag.value().equals(VERSION)) {
        complete(role);
      }
    }
  }

  private void complete(Role role) {
    setPolicy(role);
    Api.await(
        "iam:TagRole", Names.ROLE, iam().tagRole(r -> r.roleName(Names.ROLE).tags(tag(VERSION))));
  }

  private void setPolicy(Role role) {
    Api.await(
        "iam:PutRolePolicy",
        Names.ROLE,
        iam()
            .putRolePolicy(
                r ->
                    r.roleName(Names.ROLE)
                        .policyName(POLICY_NAME)
                        .policyDocument(policy(role.arn()))));
  }

  private static Tag tag(String version) {
    return Tag.builder().key(Tags.ROLE).value(version).build();
  }

  /** Returns what functions may do, with the partition and the account of the role's own ARN. */
  static String policy(String roleArn) {
    String[] arn = roleArn.split(":", -1);
    String partition = "arn:" + arn[1];
    String account = arn[4];
    return "{\"Version\":\"2012-10-17\",\"Statement\":["
        + statement(
            "\"logs:CreateLogStream\",\"logs:PutLogEvents\"",
            partition + ":logs:*:" + account + ":log-group:" + Names.LOG_PREFIX + "*:*")
        + ","
        + statement("\"sqs:SendMessage\"", partition + ":sqs:*:" + account + ":faast-*-responses")
        + ","
        + statement(
            "\"sqs:ReceiveMessage\",\"sqs:DeleteMessage\"",
            partition + ":sqs:*:" + account + ":faast-*-control-*")
        + "]}";
  }

  private static String statement(String actions, String resource) {
    return "{\"Effect\":\"Allow\",\"Action\":[" + actions + "],\"Resource\":\"" + resource + "\"}";
  }
}
