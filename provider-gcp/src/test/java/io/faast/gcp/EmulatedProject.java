package io.faast.gcp;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import io.faast.emulator.gcp.GcpEmulator;
import io.faast.emulator.gcp.iam.Account;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Options that lead to an emulator. */
final class EmulatedProject {
  private static final long HOUR = 3_600;

  private EmulatedProject() {}

  static GcpOptions options(GcpEmulator emulator) {
    return options(emulator, emulator.owner());
  }

  static GcpOptions options(GcpEmulator emulator, Account account) {
    return options(
        emulator.endpoint(),
        emulator.pubsubTarget(),
        emulator.project(),
        emulator.region(),
        account.accessToken());
  }

  static GcpOptions options(
      URI endpoint, String pubsub, String project, String region, String accessToken) {
    return GcpOptions.defaults()
        .withEndpoint(endpoint)
        .withPubsubEndpoint(pubsub)
        .withProject(project)
        .withRegion(region)
        .withCredentials(credentials(accessToken));
  }

  /**
   * Waits until nothing is under way any more: requests that a function has answered through the
   * queue but not ended, messages that nobody has acknowledged. What is billed is billed then.
   */
  static void awaitQuiet(GcpEmulator emulator) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (emulator.view().runningRequests() > 0
        || emulator.view().subscriptions().stream().anyMatch(each -> each.messages() > 0)) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("something is under way for minutes");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  static GoogleCredentials credentials(String accessToken) {
    return GoogleCredentials.create(
        new AccessToken(accessToken, Date.from(Instant.now().plusSeconds(HOUR))));
  }
}
