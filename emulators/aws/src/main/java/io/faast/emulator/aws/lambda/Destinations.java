package io.faast.emulator.aws.lambda;

/** Where the records of asynchronous invocations can be sent. */
public interface Destinations {
  /** Returns whether there is such a destination. */
  boolean exists(String arn);

  /** Sends a record in the name of a role; what the role may not do is lost, as in AWS. */
  void send(String roleArn, String arn, String record);
}
