package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockDeflaterTest {
  private static final int BATCH = 128 * BlockDeflater.BLOCK;

  @TempDir Path temp;

  private byte[] packed(byte[] input, int threads) throws Exception {
    Path file = temp.resolve("packed" + threads);
    try (JarOutput out = new JarOutput(file)) {
      ByteArrayInputStream in = new ByteArrayInputStream(input);
      new BlockDeflater(threads)
          .run(
              input.length,
              (into, offset, count) ->
                  assertThat(in.readNBytes(into, offset, count)).isEqualTo(count),
              out);
      out.flush();
    }
    return Files.readAllBytes(file);
  }

  private static byte[] unpacked(byte[] packed) throws Exception {
    ByteArrayInputStream in = new ByteArrayInputStream(packed);
    try (InflaterInputStream inflated = new InflaterInputStream(in, new Inflater(true))) {
      return inflated.readAllBytes();
    }
  }

  /** Text of few words, so that there is something to find in the block before. */
  private static byte[] text(int size, long seed) {
    Random random = new Random(seed);
    byte[] text = new byte[size];
    byte[][] words = new byte[50][];
    for (int i = 0; i < words.length; i++) {
      words[i] = new byte[3 + random.nextInt(60)];
      random.nextBytes(words[i]);
    }
    for (int at = 0; at < size; ) {
      byte[] word = words[random.nextInt(words.length)];
      int length = Math.min(word.length, size - at);
      System.arraycopy(word, 0, text, at, length);
      at += length;
    }
    return text;
  }

  @Test
  void whatWasPackedComesBackAtEveryEdge() throws Exception {
    int block = BlockDeflater.BLOCK;
    for (int edge : new int[] {0, 1, block, 2 * block, BATCH, BATCH + block}) {
      for (int size = Math.max(0, edge - 1); size <= edge + 1; size++) {
        byte[] input = text(size, size);
        byte[] one = packed(input, 1);
        assertThat(unpacked(one)).as("size " + size).isEqualTo(input);
        assertThat(packed(input, 3)).as("size " + size).isEqualTo(one);
      }
    }
  }

  @Test
  void whatCannotBeCompressedComesBackToo() throws Exception {
    byte[] noise = new byte[3 * BlockDeflater.BLOCK + 17];
    new Random(9).nextBytes(noise);
    byte[] packed = packed(noise, 2);
    assertThat(unpacked(packed)).isEqualTo(noise);
    assertThat(packed.length).isLessThan(noise.length + 1000);
  }

  @Test
  void aBlockKnowsTheOneBefore() throws Exception {
    // Noise of 20 KB over and over: only who sees the 32 KiB before a block finds it again there.
    byte[] noise = new byte[20_000];
    new Random(3).nextBytes(noise);
    byte[] input = new byte[20 * BlockDeflater.BLOCK];
    for (int at = 0; at < input.length; at += noise.length) {
      System.arraycopy(noise, 0, input, at, Math.min(noise.length, input.length - at));
    }
    assertThat(packed(input, 2).length).isLessThan(50_000);
  }
}
