package io.faast.tck;

import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import io.faast.tck.probe.Steps;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the kit needs to know of a provider in order to try it. Implementations are public and have
 * a public no-argument constructor; the kit makes one for a run, and closes it at the end. Rules
 * run side by side, so implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface TckTarget extends AutoCloseable {
  /** Returns the provider to try; always the same. */
  FaastProvider provider();

  /** Returns the options to try it with. By default the provider's own. */
  default ProviderOptions options() {
    return provider().defaultOptions();
  }

  /**
   * Names everything that exists in the substrate for a run, found without asking the provider:
   * list the account, the directory, the process table. Whatever is not listed here is not checked
   * for being left behind.
   *
   * @throws Exception if the substrate could not be asked
   */
  List<String> existing(String runId) throws Exception;

  /**
   * Leaves behind what a client leaves that dies without closing its run, tagged with {@code run}.
   * By default another JVM makes a target of this class, deploys, and is halted.
   *
   * @throws Exception if nothing could be left behind
   */
  default void leaveBehind(RunTag run) throws Exception {
    CrashedClient.deployAndHalt(getClass(), run);
  }

  /**
   * Creates something that looks like a resource of the provider but carries no tag, as a stranger
   * might have; it is deleted in {@link #close}. Empty, by default, where nothing can be planted.
   *
   * @throws Exception if it could not be created
   */
  default Optional<Planted> plantUntagged() throws Exception {
    return Optional.empty();
  }

  /**
   * Returns the provider as it is in a client with that clock, which may be days off. A provider
   * that asks no clock of the client returns itself. Empty, by default, where nobody knows.
   */
  default Optional<FaastProvider> providerAt(InstantSource clock) {
    return Optional.empty();
  }

  /**
   * Makes a place of its own in which steps of a deployment can go wrong: an emulated account, a
   * machine that refuses, a directory. The place tells {@code steps} of each step that its provider
   * takes there, and does with it what it is told. It is closed when a rule is done with it;
   * several may be open at once. Empty, by default, where nothing can be made to go wrong.
   *
   * @throws Exception if it could not be made
   */
  default Optional<Fragile> fragile(Steps steps) throws Exception {
    return Optional.empty();
  }

  /**
   * A place in which steps of deployments go wrong. What is deployed there is not counted in {@link
   * #most()}, so it must cost nothing.
   *
   * @since 0.1.0
   */
  interface Fragile extends AutoCloseable {
    /** Returns the provider to deploy with; always the same. */
    FaastProvider provider();

    /** Returns the options that lead there. */
    ProviderOptions options();

    /**
     * Names everything that exists there for a run, as {@link TckTarget#existing} does.
     *
     * @throws Exception if the place could not be asked
     */
    List<String> existing(String runId) throws Exception;

    /**
     * Returns what the place says of a step that it refuses, which the deployment's failure must
     * tell; empty, by default, if there are no such words.
     */
    default String refusal() {
      return "";
    }

    /** Ends the place. */
    @Override
    void close() throws IOException;
  }

  /** Something planted, and a look at whether it is still there. */
  interface Planted {
    /** Returns what it is, for messages. */
    String name();

    /** Returns whether it still exists. */
    boolean exists() throws Exception;
  }

  /**
   * Returns whether functions run where they can connect to this machine's loopback address. By
   * default they do not, and the rules that look at a running function from outside are not tried.
   */
  default boolean functionsReachClient() {
    return false;
  }

  /**
   * Reads everything that is logged at a place: {@code Deployment.logUrl()}. By default a {@code
   * file:} URL is a log, or a directory that holds logs.
   *
   * @throws IOException if it could not be read
   */
  default String log(URI where) throws IOException {
    return LogFiles.read(where);
  }

  /**
   * Returns by how much to multiply the time after which the kit gives up waiting for something
   * that hangs, a minute. It is asked again while the kit waits. By default 1.
   */
  default double patience() {
    return 1;
  }

  /**
   * Returns the most that a run of all rules makes, and the most that it costs. A suite fails that
   * makes more, and reports say how much it was. By default what the kit makes with any provider,
   * at a cost that is not known.
   */
  default TckExtent most() {
    return TckExtent.MOST;
  }

  /**
   * Says, before a run of the kit begins, what it makes and the most that it can cost, in a
   * sentence or two for whoever pays. By default it says {@link #most()}.
   */
  default String notice() {
    TckExtent most = most();
    return String.format(
            Locale.ROOT,
            "A run of all rules makes at most %,d deployments, up to %d at once, sends at most %,d"
                + " attempts, most of them of a few milliseconds, and deletes everything again. ",
            most.deployments(),
            SideBySide.usual(),
            most.attempts())
        + cost(most);
  }

  private String cost(TckExtent most) {
    if (most.dollars().isEmpty()) {
      return "This target does not say what that costs at most: look at the prices of "
          + provider().info().title()
          + ".";
    }
    double dollars = most.dollars().getAsDouble();
    return dollars == 0
        ? "It costs nothing."
        : String.format(Locale.ROOT, "It costs at most %.2f US dollars.", dollars);
  }

  /**
   * Ends what the target itself holds. By default nothing.
   *
   * @throws IOException if something could not be ended
   */
  @Override
  default void close() throws IOException {}
}
