package io.faast.emulator.aws.iam;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The few of AWS's own policies that can be attached here. */
final class ManagedPolicies {
  private static final Map<String, Policy> BY_ARN =
      Map.of(
          "arn:aws:iam::aws:policy/AdministratorAccess",
          allow("*"),
          "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
          allow("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"));

  private ManagedPolicies() {}

  static @Nullable Policy find(String arn) {
    return BY_ARN.get(arn);
  }

  private static Policy allow(String... actions) {
    return Policy.ofIdentity(
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
            + String.join("\",\"", actions)
            + "\"],\"Resource\":\"*\"}]}");
  }
}
