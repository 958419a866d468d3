package io.faast.aws;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Calls the function of a run. Thread-safe. */
interface FunctionClient extends AutoCloseable {
  /**
   * Calls the function once; never again, whatever happens. Cancelling what is returned gives the
   * connection up.
   *
   * @param payload JSON, which must not be changed afterwards
   * @param event whether Lambda only takes it in, and runs it later
   * @return the answer; or what the SDK throws, an {@code AwsServiceException} where Lambda refused
   */
  CompletableFuture<Answer> invoke(byte[] payload, boolean event);

  @Override
  void close();

  /**
   * What Lambda answered.
   *
   * @param functionError how the execution failed; null if it did not, or is an event
   * @param log the end of the log in base64; null for an event
   * @param requestId Lambda's name of the execution
   * @param payload what the function returned, or a description of its error, with all of its array
   */
  record Answer(
      @Nullable String functionError,
      @Nullable String log,
      @Nullable String requestId,
      ByteBuffer payload) {}
}
