package io.faast.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.FaastException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ErrorLineTest {
  @Test
  void whatIsWrittenForPeopleStandsAlone() {
    FaastException failure =
        new FaastException(FaastException.Kind.CRASHED, "The worker ended.", "Try again.", null);
    assertThat(ErrorLine.text(new CompletionException(failure)))
        .isEqualTo("The worker ended. Try again.");
  }

  @Test
  void otherMessagesComeWithTheirType() {
    assertThat(ErrorLine.text(new UncheckedIOException(new IOException("disk full"))))
        .isEqualTo("IOException: disk full");
    assertThat(ErrorLine.text(new NullPointerException())).isEqualTo("NullPointerException");
  }
}
