package io.faast.emulator.gcp.run.instance;

import com.google.cloud.functions.invoker.runner.Invoker;
import io.faast.emulator.core.ParentWatch;

/**
 * Starts Google's functions invoker, and ends the process as soon as the emulator's is gone. This
 * class and the watch are all of ours that an instance sees.
 */
public final class InstanceMain {
  private InstanceMain() {}

  /** Runs until the process is ended. */
  public static void main(String[] args) throws Exception {
    ParentWatch.start();
    Invoker.main(args);
  }
}
