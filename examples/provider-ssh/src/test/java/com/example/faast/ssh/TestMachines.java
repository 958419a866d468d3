package com.example.faast.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two machines that are this one. Whoever comes first in a directory for temporary files starts
 * their servers; a client that is to crash, in another JVM, finds how to reach them there.
 */
final class TestMachines implements AutoCloseable {
  private final Path base;
  private final List<LoopbackServer> servers;
  private final List<String> hosts;

  TestMachines() throws Exception {
    this("ssh-machines", (channel, command) -> command.get());
  }

  /** Takes the name of the directory, and what goes wrong with commands. */
  TestMachines(String directory, LoopbackServer.Trouble trouble) throws Exception {
    base = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().resolve(directory);
    Path list = base.resolve("hosts");
    if (Files.exists(list)) {
      servers = List.of();
      hosts = Files.readAllLines(list);
      return;
    }
    Files.createDirectories(base);
    KeyPair key = LoopbackServer.clientKey(identity());
    servers =
        List.of(
            new LoopbackServer(base.resolve("one"), key.getPublic(), trouble),
            new LoopbackServer(base.resolve("two"), key.getPublic(), trouble));
    Files.writeString(knownHosts(), servers.get(0).knownHost() + servers.get(1).knownHost());
    hosts = servers.stream().map(LoopbackServer::host).toList();
    Files.write(list, hosts);
  }

  private Path identity() {
    return base.resolve("identity");
  }

  Path knownHosts() {
    return base.resolve("known-hosts");
  }

  SshOptions options() {
    return SshOptions.defaults()
        .withHosts(hosts.toArray(String[]::new))
        .withIdentity(identity())
        .withKnownHosts(knownHosts())
        .withJava(Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }

  /** Returns where the machines keep the folders of runs. */
  List<Path> directories() {
    return List.of(base.resolve("one/.faast"), base.resolve("two/.faast"));
  }

  void disconnect() {
    servers.forEach(LoopbackServer::disconnect);
  }

  @Override
  public void close() throws IOException {
    for (LoopbackServer server : servers) {
      server.close();
    }
    if (!servers.isEmpty()) {
      try (Stream<Path> files = Files.walk(base)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
