package com.example.faast.ssh;

import io.faast.spi.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;

/** The connections of one run, or of one look at the machines. Close it. */
final class Machines implements AutoCloseable {
  /** A machine that says nothing for three of these has gone. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private final SshClient client;
  private final List<Machine> all = new ArrayList<>();

  private Machines(SshClient client) {
    this.client = client;
  }

  /** Logs in to all machines at once. */
  static Machines connect(SshOptions options) throws IOException {
    if (options.hosts().isEmpty()) {
      throw new ProviderException(
          "The ssh provider was told no machines.",
          "Name them: SshOptions.defaults().withHosts(\"me@build1\", \"me@build2\"), or --option"
              + " hosts=me@build1,me@build2.",
          null);
    }
    SshClient client = SshClient.setUpDefaultClient();
    Path known =
        options
            .knownHosts()
            .orElse(Path.of(System.getProperty("user.home"), ".ssh", "known_hosts"));
    client.setServerKeyVerifier(
        new KnownHostsServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE, known));
    if (options.identity().isPresent()) {
      Path identity = options.identity().get();
      if (!Files.isReadable(identity)) {
        throw new ProviderException(
            "The private key " + identity + " cannot be read.",
            "Name another with identity.",
            null);
      }
      client.setKeyIdentityProvider(new FileKeyPairProvider(identity));
    }
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 3);
    client.start();
    Machines machines = new Machines(client);
    try {
      List<java.util.concurrent.CompletableFuture<Machine>> logins = new ArrayList<>();
      for (SshHost host : options.hosts()) {
        logins.add(Background.run("login", () -> Machine.connect(client, host, known)));
      }
      logins.forEach(login -> login.handle((machine, failure) -> machine).join());
      for (var login : logins) {
        machines.all.add(Failures.value(login));
      }
      return machines;
    } catch (RuntimeException | IOException e) {
      machines.close();
      throw e;
    }
  }

  List<Machine> all() {
    return all;
  }

  @Override
  public void close() {
    client.stop();
  }
}
