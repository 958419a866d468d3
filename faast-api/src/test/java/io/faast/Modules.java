package io.faast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Deploys modules in tests, and takes failures apart. */
final class Modules {
  /** Garbage collection would write to the user's cache directory. */
  static final FaastOptions OPTIONS =
      FaastOptions.defaults().withGc(GcMode.OFF).withSpeculation(0).withMaxRetries(0);

  private Modules() {}

  static FaastModule<Sample> sample() {
    return Faast.using(new InProcessProvider()).faast(Sample.class, OPTIONS);
  }

  static FaastModule<Sample> sample(FaastOptions options) {
    return Faast.using(new InProcessProvider()).faast(Sample.class, options);
  }

  static FaastException failure(FaastException.Kind kind, ThrowingCallable use) {
    FaastException failure = catchThrowableOfType(FaastException.class, use);
    assertThat(failure).isNotNull();
    assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
    return failure;
  }

  static FaastException misuse(ThrowingCallable use) {
    return failure(FaastException.Kind.INVALID_USE, use);
  }

  static Throwable thrownBy(Call<?> call) {
    CompletionException failure = catchThrowableOfType(CompletionException.class, call::join);
    assertThat(failure).isNotNull();
    return failure.getCause();
  }
}
