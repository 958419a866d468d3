package io.faast.aws;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Calls the function as the SDK does, for users who have changed how the SDK does it. */
final class SdkFunctionClient implements FunctionClient {
  private final LambdaAsyncClient lambda;
  private final SdkAutoCloseable connections;
  private final String function;

  /** Takes a client that does not try again, and the connections below it; both are closed. */
  SdkFunctionClient(LambdaAsyncClient lambda, SdkAutoCloseable connections, String function) {
    this.lambda = lambda;
    this.connections = connections;
    this.function = function;
  }

  @Override
  public CompletableFuture<Answer> invoke(byte[] payload, boolean event) {
    InvokeRequest.Builder request =
        InvokeRequest.builder()
            .functionName(function)
            .payload(SdkBytes.fromByteArrayUnsafe(payload));
    if (event) {
      request.invocationType(InvocationType.EVENT);
    } else {
      request.invocationType(InvocationType.REQUEST_RESPONSE).logType(LogType.TAIL);
    }
    CompletableFuture<InvokeResponse> sent = lambda.invoke(request.build());
    CompletableFuture<Answer> answer = sent.thenApply(SdkFunctionClient::answer);
    var unused =
        answer.whenComplete(
            (done, failure) -> {
              if (answer.isCancelled()) {
                sent.cancel(true);
              }
            });
    return answer;
  }

  private static Answer answer(InvokeResponse response) {
    return new Answer(
        response.functionError(),
        response.logResult(),
        response.responseMetadata().requestId(),
        ByteBuffer.wrap(
            response.payload() == null ? new byte[0] : response.payload().asByteArrayUnsafe()));
  }

  @Override
  public void close() {
    lambda.close();
    connections.close();
  }
}
