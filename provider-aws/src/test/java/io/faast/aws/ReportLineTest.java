package io.faast.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReportLineTest {
  private static final String COLD =
      "REPORT RequestId: 5d1e\tDuration: 12.34 ms\tBilled Duration: 313 ms\tMemory Size: 128 MB\t"
          + "Max Memory Used: 128 MB\tInit Duration: 300.05 ms\t\n";

  @Test
  void numbersAreExact() {
    assertEquals(
        new ReportLine(12_340_000, 313_000_000, 300_050_000, 128, 128), ReportLine.find(COLD));
    assertTrue(ReportLine.find(COLD).memoryFull());
  }

  @Test
  void lastLineCountsWhateverAFunctionPrints() {
    String printed = "REPORT RequestId: 5d1e\tDuration: 1 ms\tBilled Duration: 1 ms\t";
    String log =
        "START\n"
            + printed
            + "\nREPORT RequestId: 5d1e  Duration: 7.00 ms  Billed Duration: 7 ms"
            + "  Memory Size: 512 MB  Max Memory Used: 90 MB  Status: timeout\n";
    assertEquals(new ReportLine(7_000_000, 7_000_000, 0, 512, 90), ReportLine.find(log));
  }

  @Test
  void logWithoutItHasNone() {
    assertNull(ReportLine.find(""));
    assertNull(ReportLine.find("END RequestId: 1\nREPORT RequestId: 1 Duration: x ms"));
  }
}
