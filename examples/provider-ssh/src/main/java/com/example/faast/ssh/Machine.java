package com.example.faast.ssh;

import io.faast.spi.ProviderException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;

/**
 * A machine that one is logged in to. What runs there are scripts that a shell reads from its
 * standard input, so that no other user of the machine sees them, or values in them, in a list of
 * processes.
 */
final class Machine {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Most SSH servers allow ten channels on a connection, see MaxSessions in sshd_config. */
  private static final int CHANNELS = 8;

  private static final int LOGINS = 5;
  private static final long MOST_PAUSE_NANOS = 500_000_000;

  /** A machine that is not known, or does not know the user, will not do so later. */
  private static final Set<Integer> FINAL =
      Set.of(
          SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE,
          SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE);

  /** What is printed last, on a line of its own. */
  private static final String END = "that-was-all";

  private final SshClient client;
  private final SshHost host;
  private final List<ClientSession> sessions = new ArrayList<>();
  private final List<ChannelExec> open = new ArrayList<>();

  private Machine(SshClient client, SshHost host) {
    this.client = client;
    this.host = host;
  }

  static Machine connect(SshClient client, SshHost host, Path known) {
    Machine machine = new Machine(client, host);
    try {
      machine.sessions.add(machine.login());
    } catch (IOException e) {
      throw new ProviderException(
          "Logging in to " + host + " failed: " + Failures.describe(e),
          "Try `ssh " + host + "`. Its public key must be in " + known + ".",
          e);
    }
    return machine;
  }

  /**
   * Logs in. A server to which many come at once sends some away before they could say who they
   * are, see MaxStartups in sshd_config: those come again a moment later.
   */
  private ClientSession login() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return logInOnce();
      } catch (SshException e) {
        if (attempt == LOGINS || FINAL.contains(e.getDisconnectCode())) {
          throw e;
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_PAUSE_NANOS * attempt));
      }
    }
  }

  private ClientSession logInOnce() throws IOException {
    // What is not said here is looked up in ~/.ssh/config.
    String user = host.user().isEmpty() ? null : host.user();
    ClientSession session =
        client.connect(user, host.name(), host.port()).verify(PATIENCE).getSession();
    if (session.getUsername() == null) {
      session.setUsername(System.getProperty("user.name"));
    }
    try {
      session.auth().verify(PATIENCE);
      return session;
    } catch (IOException e) {
      session.close(true);
      throw e;
    }
  }

  SshHost host() {
    return host;
  }

  /** Starts a shell that reads what is written to it; what it writes to its errors goes there. */
  ChannelExec shell(OutputStream errors) throws IOException {
    ChannelExec channel;
    synchronized (this) {
      // A connection that broke takes its channels with it; the next one is made when needed.
      sessions.removeIf(session -> !session.isOpen());
      open.removeIf(opened -> opened.isClosed() || !sessions.contains(opened.getSession()));
      if (open.size() >= sessions.size() * CHANNELS) {
        sessions.add(login());
      }
      channel = leastUsed().createExecChannel("sh -s");
      open.add(channel);
    }
    channel.setErr(errors);
    channel.open().verify(PATIENCE);
    return channel;
  }

  private ClientSession leastUsed() {
    ClientSession least = sessions.get(0);
    long fewest = Long.MAX_VALUE;
    for (ClientSession session : sessions) {
      long used = open.stream().filter(channel -> channel.getSession() == session).count();
      if (used < fewest) {
        fewest = used;
        least = session;
      }
    }
    return least;
  }

  /**
   * Runs a script to its end, and returns what it printed.
   *
   * @throws IOException if it could not be run, or failed, or did not get there: a shell that reads
   *     nothing succeeds, too
   */
  String run(String script) throws IOException {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    ChannelExec channel = shell(errors);
    try (channel) {
      OutputStream to = channel.getInvertedIn();
      String whole = "(\n" + script + ") && echo " + END + "\n";
      to.write(whole.getBytes(StandardCharsets.UTF_8));
      to.close();
      String output = text(channel.getInvertedOut().readAllBytes());
      checkEnd(channel, errors);
      if (!output.endsWith(END + "\n")) {
        throw new IOException("a script did not get to " + host + "; it printed: " + output);
      }
      return output.substring(0, output.length() - END.length() - 1);
    }
  }

  /** Runs a script that prints {@code ready} and then reads content. */
  void send(String script, long bytes, InputStream content) throws IOException {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    ChannelExec channel = shell(errors);
    try (channel) {
      OutputStream to = channel.getInvertedIn();
      to.write(script.getBytes(StandardCharsets.UTF_8));
      to.flush();
      // A shell may read ahead, and would then swallow the content's beginning.
      if (channel.getInvertedOut().read() >= 0) {
        long sent = content.transferTo(to);
        if (sent != bytes) {
          throw new IOException("a file of " + bytes + " bytes now has " + sent);
        }
      }
      to.close();
      checkEnd(channel, errors);
    }
  }

  private void checkEnd(ChannelExec channel, ByteArrayOutputStream errors) throws IOException {
    var events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
    Integer status = channel.getExitStatus();
    if (events.contains(ClientChannelEvent.TIMEOUT)) {
      throw new IOException("a script did not end on " + host + " within " + PATIENCE);
    }
    if (status == null || status != 0) {
      throw new IOException(
          "a script failed on "
              + host
              + " with status "
              + status
              + ": "
              + text(errors.toByteArray()).strip());
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
