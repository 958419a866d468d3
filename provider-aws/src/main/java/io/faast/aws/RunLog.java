package io.faast.aws;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * Reads, in the log of a run, the lines in which Lambda says what it bills: for events, whose
 * answers do not bring them.
 *
 * <p>One look follows another only while somebody waits for a line, at most one a second, since an
 * account may look five times a second only. Lines may arrive late and out of order, so that a look
 * begins a little before the end of the last one. Thread-safe; holds no thread.
 */
final class RunLog {
  private static final System.Logger LOG = System.getLogger("io.faast.aws");
  private static final String PATTERN = "\"REPORT RequestId:\"";
  private static final String START = "REPORT RequestId: ";
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

  /** How late a line may come, compared with others. */
  private static final Duration DISORDER = Duration.ofSeconds(30);

  private final CloudWatchLogsAsyncClient logs;
  private final String group;
  private final Metering metering;
  private final Duration patience;

  // Guarded by this.
  private final Map<String, CompletableFuture<String>> wanted = new HashMap<>();
  private final LinkedHashMap<String, Long> seen = new LinkedHashMap<>();
  private @Nullable CompletableFuture<Boolean> all;
  private long expected;
  private long progress;
  private long newest;
  private long lines;
  private long billedNanos;
  private long logBytes;
  private boolean looking;
  private boolean unreadable;

  /**
   * Makes a reader.
   *
   * @param patience how long a line may take to arrive
   */
  RunLog(CloudWatchLogsAsyncClient logs, String group, Metering metering, Duration patience) {
    this.logs = logs;
    this.group = group;
    this.metering = metering;
    this.patience = patience;
  }

  /** Returns the line of an execution, or an empty text if it does not come in time. */
  CompletableFuture<String> line(String requestId) {
    CompletableFuture<String> line = new CompletableFuture<>();
    synchronized (this) {
      if (unreadable) {
        return CompletableFuture.completedFuture("");
      }
      wanted.put(requestId, line);
    }
    var unused =
        line.completeOnTimeout("", patience.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((text, failure) -> waited(requestId, text.isEmpty()));
    lookOn();
    return line;
  }

  /** A function whose role may not write logs never has a line: that is waited for once only. */
  private synchronized void waited(String requestId, boolean inVain) {
    wanted.remove(requestId);
    unreadable |= inVain && lines == 0;
  }

  /**
   * Waits until so many executions have their line; returns whether they came: false when none came
   * for as long as a line may take.
   */
  CompletableFuture<Boolean> await(long executions) {
    CompletableFuture<Boolean> enough = new CompletableFuture<>();
    synchronized (this) {
      if (lines >= executions) {
        return CompletableFuture.completedFuture(true);
      }
      if (unreadable) {
        return CompletableFuture.completedFuture(false);
      }
      expected = executions;
      progress = System.nanoTime();
      all = enough;
    }
    lookOn();
    return enough;
  }

  /** Returns how many executions the lines seen so far are about. */
  synchronized long lines() {
    return lines;
  }

  /** Returns what they say is billed, in ns. */
  synchronized long billedNanos() {
    return billedNanos;
  }

  /**
   * Returns as how many bytes CloudWatch takes in what Lambda itself writes of these executions.
   */
  synchronized long logBytes() {
    return logBytes;
  }

  private void lookOn() {
    synchronized (this) {
      if (looking || (wanted.isEmpty() && all == null)) {
        return;
      }
      looking = true;
    }
    long from;
    synchronized (this) {
      from = Math.max(0, newest - DISORDER.toMillis());
    }
    look(from, null);
  }

  private void look(long from, @Nullable String page) {
    CompletableFuture<FilterLogEventsResponse> answer;
    try {
      answer =
          logs.filterLogEvents(
              r ->
                  r.logGroupName(group)
                      .filterPattern(PATTERN)
                      .startTime(from)
                      .nextToken(page)
                      .overrideConfiguration(o -> o.apiCallTimeout(LONGEST_LOOK)));
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    var unused =
        answer.whenComplete(
            (response, failure) -> {
              if (failure != null) {
                giveUp(Api.cause(failure));
              } else {
                looked(from, response);
              }
            });
  }

  private void looked(long from, FilterLogEventsResponse response) {
    long before = lines();
    Map<CompletableFuture<String>, String> found = take(response.events());
    CompletableFuture<Boolean> done = null;
    boolean enough;
    synchronized (this) {
      long now = System.nanoTime();
      progress = lines > before ? now : progress;
      enough = lines >= expected;
      if (enough || now - progress > patience.toNanos()) {
        done = all;
        all = null;
      }
    }
    found.forEach(CompletableFuture::complete);
    if (done != null) {
      done.complete(enough);
    }
    String next = response.nextToken();
    if (next != null) {
      look(from, next);
      return;
    }
    CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              synchronized (this) {
                looking = false;
              }
              lookOn();
            });
  }

  private synchronized Map<CompletableFuture<String>, String> take(List<FilteredLogEvent> events) {
    Map<CompletableFuture<String>, String> found = new HashMap<>();
    long bytes = 0;
    for (FilteredLogEvent event : events) {
      String text = event.message();
      bytes += text.getBytes(StandardCharsets.UTF_8).length;
      ReportLine line = text.startsWith(START) ? ReportLine.find(text) : null;
      if (line == null || seen.put(event.eventId(), event.timestamp()) != null) {
        continue;
      }
      lines++;
      billedNanos += Usage.billed(line.billedNanos());
      newest = Math.max(newest, event.timestamp());
      int end = text.indexOf('\t') < 0 ? text.length() : text.indexOf('\t');
      String id = text.substring(START.length(), end);
      logBytes += Reports.logBytes(frame(id) + text);
      CompletableFuture<String> waits = wanted.get(id);
      if (waits != null) {
        found.put(waits, text);
      }
    }
    metering.dataOut(bytes);
    long old = newest - 2 * DISORDER.toMillis();
    seen.values().removeIf(time -> time < old);
    return found;
  }

  /** Returns the lines that Lambda writes before and after each execution, but for the last. */
  private static String frame(String id) {
    return "START RequestId: " + id + " Version: $LATEST\nEND RequestId: " + id + "\n";
  }

  /** Costs stay what the workers measured, and nobody waits for more. */
  private void giveUp(Throwable why) {
    LOG.log(
        Level.WARNING,
        "What Lambda bills could not be read in " + group + ": " + Api.describe(why));
    List<CompletableFuture<String>> waiting;
    CompletableFuture<Boolean> done;
    synchronized (this) {
      unreadable = true;
      looking = false;
      waiting = List.copyOf(wanted.values());
      done = all;
      all = null;
    }
    waiting.forEach(line -> line.complete(""));
    if (done != null) {
      done.complete(false);
    }
  }
}
