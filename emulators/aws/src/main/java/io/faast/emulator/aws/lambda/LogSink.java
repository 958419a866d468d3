package io.faast.emulator.aws.lambda;

import io.faast.emulator.aws.core.Permission;
import io.faast.emulator.aws.iam.Roles;
import io.faast.emulator.aws.logs.LogStore;
import java.util.List;

/** A log stream of a function. Logs are kept only as far as the function's role allows. */
record LogSink(LogStore store, Roles roles, String role, String group, String stream) {
  void append(List<String> lines) {
    String arn = store.streamArn(group, stream);
    if (!store.has(group)
        && roles.may(role, new Permission("logs:CreateLogGroup", store.streamArn(group, "")))) {
      store.ensure(group);
    }
    if (roles.may(role, new Permission("logs:CreateLogStream", arn))
        && roles.may(role, new Permission("logs:PutLogEvents", arn))) {
      store.append(group, stream, lines);
    }
  }
}
