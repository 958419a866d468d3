package com.example.faast.ssh;

import io.faast.spi.ProviderOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Options of the SSH provider. Immutable.
 *
 * @param hosts the machines, at least one when something is deployed
 * @param identity the private key to log in with; by default the usual ones in ~/.ssh
 * @param knownHosts the file with the machines' public keys; by default ~/.ssh/known_hosts. A
 *     machine that is not in it is refused
 * @param java the Java launcher on the machines, 17 or newer; {@code java} by default
 * @param directory where runs keep their files on the machines, absolute or below the home
 *     directory; {@code .faast} by default
 * @param logDirectory where logs stay on this machine after the end of a run, in a folder named by
 *     the run; by default they are deleted with everything else
 * @param jvmOptions further options of the functions' JVMs; none by default
 */
public record SshOptions(
    List<SshHost> hosts,
    Optional<Path> identity,
    Optional<Path> knownHosts,
    String java,
    String directory,
    Optional<Path> logDirectory,
    List<String> jvmOptions)
    implements ProviderOptions {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/+-]+");
  private static final SshOptions DEFAULTS =
      new SshOptions(
          List.of(),
          Optional.empty(),
          Optional.empty(),
          "java",
          ".faast",
          Optional.empty(),
          List.of());

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a path or a JVM option is none
   */
  public SshOptions {
    hosts = List.copyOf(hosts);
    jvmOptions = List.copyOf(jvmOptions);
    plain("java", java);
    plain("directory", directory);
    for (String option : jvmOptions) {
      if (!option.startsWith("-")) {
        throw new IllegalArgumentException(
            "the JVM option \"" + option + "\" does not begin with \"-\"");
      }
    }
  }

  private static void plain(String key, String path) {
    if (!PLAIN.matcher(path).matches() || path.startsWith("-")) {
      throw new IllegalArgumentException(
          key + " is \"" + path + "\"; a path of letters, digits and ._/+- is needed");
    }
  }

  /** Returns the options that hold where the user gives none; they name no machine. */
  public static SshOptions defaults() {
    return DEFAULTS;
  }

  /** Returns these options with other machines, each {@code [user@]name[:port]}. */
  public SshOptions withHosts(String... texts) {
    List<SshHost> all = List.of(texts).stream().map(SshHost::parse).toList();
    return new SshOptions(all, identity, knownHosts, java, directory, logDirectory, jvmOptions);
  }

  /** Returns these options with another private key. */
  public SshOptions withIdentity(Path key) {
    return new SshOptions(
        hosts, Optional.of(key), knownHosts, java, directory, logDirectory, jvmOptions);
  }

  /** Returns these options with another file of known machines. */
  public SshOptions withKnownHosts(Path file) {
    return new SshOptions(
        hosts, identity, Optional.of(file), java, directory, logDirectory, jvmOptions);
  }

  /** Returns these options with another Java launcher. */
  public SshOptions withJava(String launcher) {
    return new SshOptions(
        hosts, identity, knownHosts, launcher, directory, logDirectory, jvmOptions);
  }

  /** Returns these options with another directory on the machines. */
  public SshOptions withDirectory(String path) {
    return new SshOptions(hosts, identity, knownHosts, java, path, logDirectory, jvmOptions);
  }

  /** Returns these options with logs kept in a directory, which is created when needed. */
  public SshOptions withLogDirectory(Path path) {
    return new SshOptions(
        hosts, identity, knownHosts, java, directory, Optional.of(path), jvmOptions);
  }

  /** Returns these options with other JVM options. */
  public SshOptions withJvmOptions(String... options) {
    return new SshOptions(
        hosts, identity, knownHosts, java, directory, logDirectory, List.of(options));
  }

  @Override
  public String provider() {
    return SshProvider.NAME;
  }
}
