package com.example.faast.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellFactory;

/** A real SSH server on the loopback address, for one user's key, with a home directory. */
final class LoopbackServer implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final Path home;

  LoopbackServer(Path home, PublicKey client) throws IOException {
    this(home, client, (channel, command) -> command.get());
  }

  /** Starts one on which logging in, and what runs there, can go wrong. */
  LoopbackServer(Path home, PublicKey client, Trouble trouble) throws IOException {
    this.home = Files.createDirectories(home);
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(home.resolve("host-key")));
    server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, client));
    server.setCommandFactory(
        (channel, command) -> {
          String inHome = "cd " + Shell.quote(home.toString()) + " && exec " + command;
          return trouble.around(
              channel,
              () -> new ProcessShellFactory(command, "sh", "-c", inHome).createShell(channel));
        });
    server.start();
  }

  /** What goes wrong with a command. */
  interface Trouble {
    Command around(ChannelSession channel, Started command) throws IOException;
  }

  /** A command that is to be started. */
  interface Started {
    Command get() throws IOException;
  }

  Path home() {
    return home;
  }

  String host() {
    return "tester@127.0.0.1:" + server.getPort();
  }

  /** Returns the line of a file of known hosts that says who this server is. */
  String knownHost() throws Exception {
    KeyPair key = server.getKeyPairProvider().loadKeys((SessionContext) null).iterator().next();
    return "[127.0.0.1]:"
        + server.getPort()
        + " "
        + PublicKeyEntry.toString(key.getPublic())
        + "\n";
  }

  /** Breaks all connections, as a network does; new ones are taken. */
  void disconnect() {
    server.getActiveSessions().forEach(session -> session.close(true));
  }

  static KeyPair clientKey(Path file) throws Exception {
    KeyPair key = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
    try (OutputStream out = Files.newOutputStream(file)) {
      org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter.INSTANCE
          .writePrivateKey(key, "test", null, out);
    }
    Files.setPosixFilePermissions(
        file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    return key;
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
