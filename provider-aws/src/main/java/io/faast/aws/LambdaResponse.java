package io.faast.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Reads Lambda's response to one call; used by one thread at a time. */
final class LambdaResponse {
  /** Lambda hands over 6 MiB at most; with the quotes and escapes of JSON this is more. */
  private static final int MOST_BYTES = 16 << 20;

  /** What a length is believed without having come. */
  private static final int BELIEVED_BYTES = 1 << 20;

  private static final int FIRST_ERROR = 300;
  private static final AsciiString ERROR_TYPE = AsciiString.cached("x-amzn-errortype");
  private static final AsciiString FUNCTION_ERROR = AsciiString.cached("x-amz-function-error");
  private static final AsciiString LOG = AsciiString.cached("x-amz-log-result");
  private static final AsciiString REQUEST_ID = AsciiString.cached("x-amzn-requestid");

  private final HttpResponse head;
  private byte[] body;
  private int length;

  LambdaResponse(HttpResponse head) {
    this.head = head;
    body = new byte[(int) Math.min(BELIEVED_BYTES, expected(head))];
  }

  private static long expected(HttpResponse head) {
    String length = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Math.max(0, Long.parseLong(length));
    } catch (NumberFormatException e) {
      return 0; // the decoder has its own opinion of it
    }
  }

  /**
   * Takes a part of the body.
   *
   * @throws IOException if the body is larger than Lambda's can be
   */
  void add(ByteBuf part) throws IOException {
    int size = part.readableBytes();
    if (size > MOST_BYTES - length) {
      throw new IOException("Lambda's response has more than " + MOST_BYTES + " bytes");
    }
    if (size > body.length - length) {
      body = Arrays.copyOf(body, Math.max(length + size, Math.min(MOST_BYTES, body.length * 2)));
    }
    part.getBytes(part.readerIndex(), body, length, size);
    length += size;
  }

  /** Completes {@code answer}, and shows {@code refused} the head of an error before. */
  void settle(CompletableFuture<FunctionClient.Answer> answer, Consumer<SdkHttpResponse> refused) {
    byte[] payload = length == body.length ? body : Arrays.copyOf(body, length);
    if (head.status().code() >= FIRST_ERROR) {
      SdkHttpResponse response = sdkResponse();
      refused.accept(response);
      answer.completeExceptionally(refusal(response, payload));
      return;
    }
    answer.complete(
        new FunctionClient.Answer(
            head.headers().get(FUNCTION_ERROR),
            head.headers().get(LOG),
            head.headers().get(REQUEST_ID),
            ByteBuffer.wrap(payload)));
  }

  private SdkHttpResponse sdkResponse() {
    SdkHttpFullResponse.Builder response =
        SdkHttpResponse.builder()
            .statusCode(head.status().code())
            .statusText(head.status().reasonPhrase());
    for (Map.Entry<String, String> header : head.headers()) {
      response.appendHeader(header.getKey(), header.getValue());
    }
    return response.build();
  }

  private AwsServiceException refusal(SdkHttpResponse response, byte[] payload) {
    String type = head.headers().get(ERROR_TYPE);
    String message =
        new String(payload, 0, Math.min(payload.length, 4_096), StandardCharsets.UTF_8);
    try {
      JsonNode node = Json.MAPPER.readTree(payload);
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
        .requestId(head.headers().get(REQUEST_ID))
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

  /** Made when the first refusal comes. */
  private static final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();
  }
}
