package io.faast.emulator.aws.sqs;

import io.faast.emulator.aws.core.ApiCall;
import io.faast.emulator.aws.core.Permission;
import io.faast.emulator.aws.iam.Roles;
import io.faast.emulator.aws.lambda.Destinations;
import io.faast.emulator.core.CallLog;
import io.faast.emulator.core.Fault;
import io.faast.emulator.core.Faults;
import java.util.List;

/** Queues, as far as Lambda sends to them. */
public final class QueueDestinations implements Destinations {
  private final Sqs sqs;
  private final Roles roles;
  private final CallLog<ApiCall> log;
  private final Faults<ApiCall> faults;

  /** Sends to the queues of {@code sqs}. */
  public QueueDestinations(Sqs sqs, Roles roles, CallLog<ApiCall> log, Faults<ApiCall> faults) {
    this.sqs = sqs;
    this.roles = roles;
    this.log = log;
    this.faults = faults;
  }

  private static String queue(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  @Override
  public boolean exists(String arn) {
    return sqs.arn(queue(arn)).equals(arn) && sqs.exists(queue(arn));
  }

  @Override
  public void send(String roleArn, String arn, String message) {
    Permission needed = new Permission("sqs:SendMessage", arn);
    ApiCall call =
        log.add(
            "sqs",
            "SendMessage",
            nth -> new ApiCall("sqs", "SendMessage", List.of(needed), nth, roleArn, false));
    Fault fault = faults.of(call).orElse(null);
    if (roles.may(roleArn, needed)) {
      sqs.send(queue(arn), message, fault);
    }
  }
}
