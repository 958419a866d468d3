package io.faast.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** Reads Lambda's response to one call; used by one thread at a time. */
final class LambdaResponse implements SdkAsyncHttpResponseHandler, Subscriber<ByteBuffer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Lambda hands over 6 MiB at most; with the quotes and escapes of JSON this is more. */
  private static final int MOST_BYTES = 16 << 20;

  private static final int FIRST_ERROR = 300;

  private final CompletableFuture<FunctionClient.Answer> answer;
  private final Consumer<SdkHttpResponse> refused;
  private @Nullable SdkHttpResponse head;
  private byte[] body = {};
  private int length;

  /** Completes {@code answer}, and shows {@code refused} the head of an error before. */
  LambdaResponse(
      CompletableFuture<FunctionClient.Answer> answer, Consumer<SdkHttpResponse> refused) {
    this.answer = answer;
    this.refused = refused;
  }

  @Override
  public void onHeaders(SdkHttpResponse headers) {
    head = headers;
  }

  @Override
  public void onStream(Publisher<ByteBuffer> stream) {
    stream.subscribe(this);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(ByteBuffer part) {
    int size = length + part.remaining();
    if (size > MOST_BYTES) {
      answer.completeExceptionally(
          new IOException("Lambda's response has more than " + MOST_BYTES + " bytes"));
      return; // that gives the connection up
    }
    if (size > body.length) {
      body = Arrays.copyOf(body, length == 0 ? size : Math.max(size, length * 2));
    }
    part.get(body, length, size - length);
    length = size;
  }

  @Override
  public void onError(Throwable failure) {
    answer.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    SdkHttpResponse response = head;
    if (response == null) {
      answer.completeExceptionally(new IOException("Lambda's response has no head"));
      return;
    }
    byte[] payload = length == body.length ? body : Arrays.copyOf(body, length);
    if (response.statusCode() >= FIRST_ERROR) {
      refused.accept(response);
      answer.completeExceptionally(refusal(response, payload));
      return;
    }
    answer.complete(
        new FunctionClient.Answer(
            header(response, "X-Amz-Function-Error"),
            header(response, "X-Amz-Log-Result"),
            header(response, "x-amzn-RequestId"),
            ByteBuffer.wrap(payload)));
  }

  private static AwsServiceException refusal(SdkHttpResponse response, byte[] payload) {
    String type = header(response, "x-amzn-ErrorType");
    String message =
        new String(payload, 0, Math.min(payload.length, 4_096), StandardCharsets.UTF_8);
    try {
      JsonNode node = JSON.readTree(payload);
      if (node.isObject()) {
        type = type == null ? node.path("__type").asText("") : type;
        message = node.path("message").asText(node.path("Message").asText(message));
      }
    } catch (IOException e) {
      // What stands in between answers as it likes: then the text is the message.
    }
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .serviceName("Lambda")
            .errorCode(code(type))
            .errorMessage(message)
            .rawResponse(SdkBytes.fromByteArrayUnsafe(payload))
            .sdkHttpResponse(response)
            .build();
    return AwsServiceException.builder()
        .awsErrorDetails(details)
        .statusCode(response.statusCode())
        .requestId(header(response, "x-amzn-RequestId"))
        .message(message)
        .build();
  }

  /** A type may have a name space before it and an address after it. */
  private static @Nullable String code(@Nullable String type) {
    if (type == null || type.isEmpty()) {
      return null;
    }
    int colon = type.indexOf(':');
    String name = colon < 0 ? type : type.substring(0, colon);
    return name.substring(name.indexOf('#') + 1);
  }

  private static @Nullable String header(SdkHttpResponse response, String name) {
    return response.firstMatchingHeader(name).orElse(null);
  }
}
