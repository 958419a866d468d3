package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  @Test
  void whatIsWrittenIsRead() throws IOException {
    Random random = new Random(11);
    for (int i = 0; i < 500; i++) {
      int number = random.nextInt();
      long big = random.nextLong();
      String text = text(random);
      byte[] bytes = new byte[random.nextInt(9_000)];
      random.nextBytes(bytes);
      byte[] content =
          new RecordWriter().number(number).text(text).bytes(bytes).number(big).toByteArray();

      RecordReader in = new RecordReader(content);
      assertThat(in.number()).isEqualTo(number);
      assertThat(in.text()).isEqualTo(text);
      assertThat(in.bytes()).isEqualTo(bytes);
      assertThat(in.isAtEnd()).isFalse();
      assertThat(in.bigNumber()).isEqualTo(big);
      assertThat(in.isAtEnd()).isTrue();
    }
  }

  /** Characters of one to four bytes. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(40); n > 0; n--) {
      int[] ends = {0x80, 0x800, 0xd800, 0x10ffff};
      text.appendCodePoint(random.nextInt(ends[random.nextInt(ends.length)]) & ~0xd800);
    }
    return text.toString();
  }

  @Test
  void lengthsThatCannotBeAreRefused() {
    for (int length : new int[] {-1, Integer.MIN_VALUE, 5, Integer.MAX_VALUE}) {
      byte[] content = new RecordWriter().number(length).number(0).toByteArray();

      assertThatThrownBy(() -> new RecordReader(content).text())
          .isInstanceOf(IOException.class)
          .hasMessageContaining(length + " bytes at 4 of 8");
      assertThatThrownBy(() -> new RecordReader(content).bytes()).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> new RecordReader(new byte[3]).number())
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> new RecordReader(new byte[7]).bigNumber())
        .isInstanceOf(IOException.class);
  }
}
