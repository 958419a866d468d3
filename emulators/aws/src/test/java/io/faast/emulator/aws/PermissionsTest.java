package io.faast.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.emulator.aws.core.Credentials;
import io.faast.emulator.aws.fixture.Deeds;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Nobody may do what no policy allows, and nobody is believed who did not sign. */
class PermissionsTest {
  private static TestAccount account;

  @BeforeAll
  static void start() {
    account = new TestAccount();
  }

  @AfterAll
  static void stop() throws Exception {
    account.close();
  }

  private static String allow(String actions, String resource) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":["
        + actions
        + "],\"Resource\":\""
        + resource
        + "\"}]}";
  }

  private static LambdaClient lambda(Credentials of) {
    return account.client(LambdaClient.builder(), of);
  }

  private static void refused(Runnable call, int status, String code, String part) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.awsErrorDetails().errorMessage()).contains(part);
            });
  }

  @Test
  void aUserMayOnlyWhatThePolicyAllowsAndIsToldWhatIsMissing() {
    account.function("mine");
    Credentials user =
        account.emulator.user(
            "reader",
            allow("\"lambda:Get*\"", "arn:aws:lambda:us-east-1:000000000000:function:mi?e"));
    assertThat(lambda(user).getFunction(r -> r.functionName("mine")).configuration().role())
        .endsWith("role/role-mine");
    refused(
        () -> lambda(user).deleteFunction(r -> r.functionName("mine")),
        403,
        "AccessDeniedException",
        "User: arn:aws:iam::000000000000:user/reader is not authorized to perform:"
            + " lambda:DeleteFunction on resource:"
            + " arn:aws:lambda:us-east-1:000000000000:function:mine");
    refused(
        () -> account.client(SqsClient.builder(), user).listQueues(),
        400,
        "AccessDeniedException",
        "sqs:");
    refused(
        () -> account.client(CloudWatchLogsClient.builder(), user).describeLogGroups(),
        400,
        "AccessDeniedException",
        "logs:DescribeLogGroups");
    refused(
        () -> account.client(IamClient.builder(), user).listRoles(), 403, "AccessDenied", "iam:");
    refused(
        () -> account.client(S3Client.builder(), user).listBuckets(), 403, "AccessDenied", "s3:");
  }

  @Test
  void whoCreatesAFunctionMustBeAllowedToPassItsRoleAndToTag() {
    String role = account.role("to-pass", TestAccount.LOGS_POLICY);
    Credentials creator = account.emulator.user("creator", allow("\"lambda:CreateFunction\"", "*"));
    refused(() -> create(creator, role, Map.of()), 403, "AccessDeniedException", "iam:PassRole");
    String policy =
        """
        {"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Action":"lambda:CreateFunction","Resource":"*"},
         {"Effect":"Allow","Action":"iam:PassRole","Resource":"*",
          "Condition":{"StringEquals":{"iam:PassedToService":"lambda.amazonaws.com"}}}]}""";
    Credentials passer = account.emulator.user("passer", policy);
    refused(
        () -> create(passer, role, Map.of("a", "b")),
        403,
        "AccessDeniedException",
        "lambda:TagResource");
    create(passer, role, Map.of());
  }

  private static void create(Credentials by, String role, Map<String, String> tags) {
    lambda(by)
        .createFunction(
            r ->
                r.functionName("passed")
                    .role(role)
                    .runtime("java21")
                    .handler("x.Y")
                    .tags(tags)
                    .code(c -> c.zipFile(SdkBytes.fromByteArray(TestAccount.zip(Deeds.class)))));
  }

  @Test
  void conditionsOnTagsAndExplicitDenialsHold() {
    account.function("tagged", r -> r.tags(Map.of("run", "r1")));
    account.function("other", r -> r.tags(Map.of("run", "r2")));
    Credentials user =
        account.emulator.user(
            "tagger",
            """
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Action":"lambda:*","Resource":"*",
              "Condition":{"StringLike":{"aws:ResourceTag/run":"r*"}}},
             {"Effect":"Deny","Action":"lambda:DeleteFunction","Resource":"*",
              "Condition":{"StringEquals":{"aws:ResourceTag/run":"r1"}}}]}""");
    lambda(user).getFunctionConfiguration(r -> r.functionName("tagged"));
    lambda(user).deleteFunction(r -> r.functionName("other"));
    refused(
        () -> lambda(user).deleteFunction(r -> r.functionName("tagged")),
        403,
        "AccessDeniedException",
        "lambda:DeleteFunction");
    refused(
        () -> lambda(user).listFunctions(), 403, "AccessDeniedException", "lambda:ListFunctions");
  }

  @Test
  void badAndOldCredentialsAreRefusedInEachServicesWords() {
    Credentials good = account.emulator.credentials();
    Credentials wrong = new Credentials(good.accessKeyId(), "wrong", null);
    Credentials unknown = new Credentials("AKIANOBODY", "x", null);
    Credentials old = account.emulator.temporary(good, Instant.EPOCH);
    refused(() -> lambda(wrong).listFunctions(), 403, "InvalidSignatureException", "signature");
    refused(() -> lambda(unknown).listFunctions(), 403, "UnrecognizedClientException", "token");
    refused(() -> lambda(old).listFunctions(), 403, "ExpiredTokenException", "expired");
    refused(
        () -> account.client(StsClient.builder(), old).getCallerIdentity(),
        403,
        "ExpiredToken",
        "expired");
    refused(
        () -> account.client(S3Client.builder(), wrong).listBuckets(),
        403,
        "SignatureDoesNotMatch",
        "signature");
    refused(
        () -> account.client(SqsClient.builder(), old).listQueues(),
        400,
        "ExpiredTokenException",
        "expired");
  }

  @Test
  void everybodyMayAskWhoTheyAre() {
    Credentials nobody =
        account.emulator.user("nobody", allow("\"s3:GetObject\"", "arn:aws:s3:::x/y"));
    GetCallerIdentityResponse identity =
        account.client(StsClient.builder(), nobody).getCallerIdentity();
    assertThat(identity.account()).isEqualTo("000000000000");
    assertThat(identity.arn()).isEqualTo("arn:aws:iam::000000000000:user/nobody");
  }

  @Test
  void rolesAreMadeAndUnmade() {
    IamClient iam = account.iam;
    String arn =
        iam.createRole(
                r ->
                    r.roleName("made")
                        .path("/faast/")
                        .tags(Tag.builder().key("k").value("v").build())
                        .assumeRolePolicyDocument(TestAccount.TRUST_LAMBDA))
            .role()
            .arn();
    assertThat(arn).isEqualTo("arn:aws:iam::000000000000:role/faast/made");
    assertThatThrownBy(() -> account.role("made", TestAccount.LOGS_POLICY))
        .isInstanceOf(EntityAlreadyExistsException.class)
        .hasMessageContaining("Role with name made already exists.");
    iam.putRolePolicy(
        r -> r.roleName("made").policyName("p").policyDocument(TestAccount.LOGS_POLICY));
    assertThat(iam.listRolePolicies(r -> r.roleName("made")).policyNames()).containsExactly("p");
    assertThat(iam.getRolePolicy(r -> r.roleName("made").policyName("p")).policyDocument())
        .contains("%7B%22Version%22%3A%222012-10-17%22%2C", "%0A%20")
        .doesNotContain("+");
    assertThat(iam.getRole(r -> r.roleName("made")).role().tags())
        .containsExactly(Tag.builder().key("k").value("v").build());
    assertThat(iam.listRolesPaginator(r -> r.pathPrefix("/faast/").maxItems(1)).roles())
        .extracting(role -> role.roleName())
        .containsExactly("made");
    assertThatThrownBy(() -> iam.deleteRole(r -> r.roleName("made")))
        .isInstanceOf(DeleteConflictException.class);
    iam.deleteRolePolicy(r -> r.roleName("made").policyName("p"));
    iam.deleteRole(r -> r.roleName("made"));
    assertThatThrownBy(() -> iam.getRole(r -> r.roleName("made")))
        .isInstanceOf(NoSuchEntityException.class)
        .hasMessageContaining("The role with name made cannot be found.");
    assertThatThrownBy(() -> account.role("bad", "{\"Statement\":[{\"Effect\":\"Allow\"}]}"))
        .isInstanceOf(MalformedPolicyDocumentException.class);
  }

  @Test
  void anExecutionRoleThatMayNotLogLeavesNoLog() {
    String role = account.role("silent", allow("\"s3:GetObject\"", "arn:aws:s3:::nothing/*"));
    account.function("silent-function", r -> r.role(role));
    assertThat(account.call("silent-function", "print:unheard")).isEqualTo("unheard");
    assertThat(account.emulator.account().log("/aws/lambda/silent-function")).isEmpty();
    assertThat(account.emulator.account().logGroups())
        .extracting(Account.LogGroup::name)
        .doesNotContain("/aws/lambda/silent-function");
  }
}
