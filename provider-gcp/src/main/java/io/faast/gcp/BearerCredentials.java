package io.faast.gcp;

import com.google.auth.Credentials;
import com.google.auth.RequestMetadataCallback;
import io.grpc.CallCredentials;
import io.grpc.Metadata;
import io.grpc.Status;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The caller's token on a connection in plain text, which gRPC's own means refuse to send: for
 * emulators on this machine only.
 */
final class BearerCredentials extends CallCredentials {
  private final Credentials credentials;

  BearerCredentials(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public void applyRequestMetadata(RequestInfo info, Executor executor, MetadataApplier applier) {
    credentials.getRequestMetadata(
        URI.create("http://" + info.getAuthority() + "/"),
        executor,
        new RequestMetadataCallback() {
          @Override
          public void onSuccess(Map<String, List<String>> metadata) {
            Metadata headers = new Metadata();
            metadata.forEach(
                (name, values) ->
                    values.forEach(
                        value ->
                            headers.put(
                                Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value)));
            applier.apply(headers);
          }

          @Override
          public void onFailure(Throwable exception) {
            applier.fail(Status.UNAUTHENTICATED.withCause(exception));
          }
        });
  }
}
