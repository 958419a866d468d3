package io.faast.emulator.aws.lambda.instance;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;

/**
 * Starts AWS's runtime interface client, and ends the process as soon as the emulator's is gone: it
 * holds the other end of the standard input. This class is all of ours that an instance sees.
 */
public final class InstanceMain {
  private InstanceMain() {}

  /** Runs until the process is ended. */
  public static void main(String[] args) throws Throwable {
    InputStream parent = System.in;
    System.setIn(InputStream.nullInputStream());
    Thread watch = new Thread(null, () -> endWith(parent), "instance", 128 << 10);
    watch.setDaemon(true);
    watch.start();
    AWSLambda.main(args);
  }

  private static void endWith(InputStream parent) {
    int read;
    do {
      try {
        read = parent.read();
      } catch (IOException e) {
        read = -1;
      }
    } while (read >= 0);
    Runtime.getRuntime().halt(1);
  }
}
