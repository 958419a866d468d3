package io.faast.emulator.aws.lambda.instance;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import io.faast.emulator.core.ParentWatch;

/**
 * Starts AWS's runtime interface client, and ends the process as soon as the emulator's is gone.
 * This class and the watch are all of ours that an instance sees.
 */
public final class InstanceMain {
  private InstanceMain() {}

  /** Runs until the process is ended. */
  public static void main(String[] args) throws Throwable {
    ParentWatch.start();
    AWSLambda.main(args);
  }
}
