package io.faast.emulator.gcp.functions;

import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Status;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts of memory as {@code ServiceConfig} has them. */
final class Quantity {
  private static final Pattern AMOUNT = Pattern.compile("(\\d+)(k|M|G|Mi|Gi)?");
  private static final Map<String, Long> UNITS =
      Map.of("k", 1_000L, "M", 1_000_000L, "G", 1_000_000_000L, "Mi", 1L << 20, "Gi", 1L << 30);

  private Quantity() {}

  /** Returns so many MiB, rounded up. */
  static int mebibytes(String text) {
    Matcher matcher = AMOUNT.matcher(text);
    if (!matcher.matches()) {
      throw new ApiException(
          Status.INVALID_ARGUMENT, "Could not parse \"" + text + "\" as a quantity of memory");
    }
    String unit = matcher.group(2);
    long bytes =
        Long.parseLong(matcher.group(1)) * (unit == null ? 1 : UNITS.getOrDefault(unit, 1L));
    return Math.toIntExact((bytes + (1 << 20) - 1) >> 20);
  }

  /** Returns thousandths of a vCPU. */
  static int millicpu(String text) {
    try {
      return text.endsWith("m")
          ? Integer.parseInt(text.substring(0, text.length() - 1))
          : Math.toIntExact(Math.round(Double.parseDouble(text) * 1_000));
    } catch (NumberFormatException e) {
      throw new ApiException(
          Status.INVALID_ARGUMENT, "Could not parse \"" + text + "\" as a number of vCPUs");
    }
  }

  /** Returns what a function of that memory has by default: "Configure memory", the table. */
  static int millicpuFor(int mebibytes) {
    int[][] steps = {
      {128, 83},
      {256, 167},
      {512, 333},
      {1_024, 583},
      {2_048, 1_000},
      {8_192, 2_000},
      {16_384, 4_000},
      {24_576, 6_000}
    };
    for (int[] step : steps) {
      if (mebibytes <= step[0]) {
        return step[1];
      }
    }
    return 8_000;
  }
}
