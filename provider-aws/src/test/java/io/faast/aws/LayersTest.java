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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static final FaastOptions OPTIONS =
      FaastOptions.defaults().withGc(GcMode.OFF).withSpeculation(0).withConcurrency(1);

  private static byte[] zip(String entry, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  @Test
  void functionFindsWhatIsInALayer() throws IOException {
    byte[] jar = zip("greeting.txt", "from the layer".getBytes(StandardCharsets.UTF_8));
    try (AwsEmulator emulator = AwsEmulator.start(EmulatorOptions.defaults())) {
      String layer = emulator.addLayer("greetings", zip("java/lib/greetings.jar", jar));
      AwsOptions options = EmulatedAccount.options(emulator).withLayers(layer);
      try (FaastModule<TroubleFunctions> m =
          Faast.faast(options, TroubleFunctions.class, OPTIONS)) {
        assertEquals("from the layer", m.call(TroubleFunctions::resource, "greeting.txt").join());
      }
    }
  }

  @Test
  void layerThatDoesNotExistIsNamedAndNothingIsLeft() {
    try (AwsEmulator emulator = AwsEmulator.start(EmulatorOptions.defaults())) {
      String none = "arn:aws:lambda:us-east-1:" + emulator.accountId() + ":layer:none:1";
      AwsOptions options = EmulatedAccount.options(emulator).withLayers(none);
      FaastException failed =
          assertThrows(
              FaastException.class, () -> Faast.faast(options, TroubleFunctions.class, OPTIONS));
      assertTrue(failed.getMessage().contains(none), failed::getMessage);
      assertEquals(List.of(), emulator.account().functions());
      assertEquals(List.of(), emulator.account().logGroups());
    }
  }
}
