package io.faast.emulator.aws.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stands in for what a function does, without a process. */
public interface SimulatedFunction {
  /**
   * Runs once, on a thread that must not be held: what takes time is answered later. What it fails
   * with is the function's error.
   */
  CompletionStage<byte[]> call(String requestId, byte[] event);

  /**
   * Returns a function that is a handler in this JVM, one call at a time. Of the context it is
   * given, it may ask for the request's id.
   */
  static SimulatedFunction of(RequestStreamHandler handler) {
    return (requestId, event) -> {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        handler.handleRequest(new ByteArrayInputStream(event), out, context(requestId));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return CompletableFuture.completedFuture(out.toByteArray());
    };
  }

  private static Context context(String requestId) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getAwsRequestId")) {
                return requestId;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
