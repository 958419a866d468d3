package io.faast.aws;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/** The body of a request, in one piece. */
final class OneBuffer implements SdkHttpContentPublisher {
  private final byte[] bytes;

  /** Takes bytes, which must not be changed afterwards. */
  OneBuffer(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public Optional<Long> contentLength() {
    return Optional.of((long) bytes.length);
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    subscriber.onSubscribe(
        new Subscription() {
          private boolean done;

          @Override
          public void request(long n) {
            if (!done) {
              done = true;
              subscriber.onNext(ByteBuffer.wrap(bytes));
              subscriber.onComplete();
            }
          }

          @Override
          public void cancel() {
            done = true;
          }
        });
  }
}
