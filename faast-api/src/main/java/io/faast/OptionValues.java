package io.faast;

import io.faast.spi.InvocationMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The values of {@link FaastOptions}, and their defaults. Changed only while they are made. */
final class OptionValues {
  int memoryMb = 0;
  Duration timeout = Duration.ZERO;
  int concurrency = 0;
  double rate = 0;
  int burst = 1;
  int maxRetries = 2;
  Duration backoffBase = Duration.ofMillis(200);
  Duration backoffCap = Duration.ofSeconds(20);
  boolean retryTimeouts = false;
  boolean retryOutOfMemory = false;
  double speculation = 3;
  Map<String, String> env = Map.of();
  List<String> includeClasses = List.of();
  List<String> includeFiles = List.of();
  List<String> excludes = List.of();
  GcMode gc = GcMode.AUTO;
  Duration retention = Duration.ofDays(1);
  boolean validateSerialization = true;
  InvocationMode mode = InvocationMode.AUTO;
  int maxQueued = 1_000_000;
  String description = "";
  Consumer<String> progress = Unheard.INSTANCE;
  String owner = "";

  /** Drops what it is told. No lambda: a JVM's first one takes 8 ms, and there need not be one. */
  private enum Unheard implements Consumer<String> {
    INSTANCE;

    @Override
    public void accept(String sentence) {}
  }

  OptionValues copy() {
    OptionValues copy = new OptionValues();
    copy.memoryMb = memoryMb;
    copy.timeout = timeout;
    copy.concurrency = concurrency;
    copy.rate = rate;
    copy.burst = burst;
    copy.maxRetries = maxRetries;
    copy.backoffBase = backoffBase;
    copy.backoffCap = backoffCap;
    copy.retryTimeouts = retryTimeouts;
    copy.retryOutOfMemory = retryOutOfMemory;
    copy.speculation = speculation;
    copy.env = env;
    copy.includeClasses = includeClasses;
    copy.includeFiles = includeFiles;
    copy.excludes = excludes;
    copy.gc = gc;
    copy.retention = retention;
    copy.validateSerialization = validateSerialization;
    copy.mode = mode;
    copy.maxQueued = maxQueued;
    copy.description = description;
    copy.progress = progress;
    copy.owner = owner;
    return copy;
  }
}
