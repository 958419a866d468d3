package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Faast;
import io.faast.FaastException;
import io.faast.FaastModule;
import io.faast.FaastOptions;
import io.faast.GcMode;
import io.faast.emulator.aws.AwsEmulator;
import io.faast.emulator.aws.EmulatorOptions;
import io.faast.emulator.aws.core.Bill;
import io.faast.spi.ProviderException;
import io.faast.tck.functions.ValueFunctions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that CreateFunction does not take by itself. */
class LargeBundleTest {
  @TempDir private Path directory;

  /** What cannot be compressed is as large in the bundle. */
  private Path data(long bytes) throws IOException {
    Path file = directory.resolve("data.bin");
    byte[] chunk = new byte[1 << 20];
    Random random = new Random(5);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = bytes; left > 0; left -= chunk.length) {
        random.nextBytes(chunk);
        out.write(chunk, 0, (int) Math.min(left, chunk.length));
      }
    }
    return file;
  }

  private FaastModule<ValueFunctions> open(AwsOptions options) throws IOException {
    return Faast.faast(
        options,
        ValueFunctions.class,
        FaastOptions.defaults()
            .withGc(GcMode.OFF)
            .withIncludeFiles(List.of(data(AwsLimits.ZIP_BYTES).toString())));
  }

  @Test
  void bundleOverTheDirectLimitGoesThroughTheBucketAndIsPaidFor() throws IOException {
    try (AwsEmulator emulator = AwsEmulator.start(EmulatorOptions.defaults())) {
      Bill before = emulator.bill();
      try (FaastModule<ValueFunctions> m = open(EmulatedAccount.options(emulator))) {
        assertEquals(7, m.call(ValueFunctions::length, new byte[7]).join());
        assertTrue(emulator.account().functions().get(0).codeBytes() > AwsLimits.ZIP_BYTES);
        m.close();
        Bill bill = emulator.bill().since(before);
        assertEquals(3, bill.s3WriteRequests(), "the bucket, its rule, the bundle");
        assertEquals(
            (double) bill.s3WriteRequests(), m.costSnapshot().find("storage-writes").amount());
        assertTrue(m.costSnapshot().find("storage").amount() > 0, "what was stored counts");
      }
      assertEquals(List.of(), emulator.account().buckets());
      // Nothing is left either where the function cannot be made of what was uploaded.
      String policy =
          "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"iam:*\","
              + "\"logs:*\",\"s3:*\",\"lambda:Get*\"],\"Resource\":\"*\"}]}";
      AwsOptions few =
          EmulatedAccount.options(
              emulator.endpoint(), emulator.region(), emulator.user("few", policy));
      FaastException failed = assertThrows(FaastException.class, () -> open(few));
      assertTrue(failed.toString().contains("lambda:CreateFunction"), failed::toString);
      assertEquals(List.of(), emulator.account().buckets());
      assertEquals(List.of(), emulator.account().logGroups());
    }
  }

  @Test
  void bundleOverWhatLambdaUnpacksIsRefusedBeforeAnythingIsSent() {
    CodeBundle.check(ValueFunctions.class, AwsLimits.UNZIPPED_BYTES);
    ProviderException refused =
        assertThrows(
            ProviderException.class,
            () -> CodeBundle.check(ValueFunctions.class, AwsLimits.UNZIPPED_BYTES + 1));
    assertTrue(refused.getMessage().contains("262144001"), refused::getMessage);
  }
}
