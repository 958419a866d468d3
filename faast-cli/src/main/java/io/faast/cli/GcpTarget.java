package io.faast.cli;

import io.faast.gcp.GcpOptions;
import io.faast.gcp.GcpProvider;
import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import io.faast.tck.TckExtent;
import io.faast.tck.TckTarget;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the conformance kit needs to know of a project of Google Cloud, looked up past the provider.
 */
public final class GcpTarget implements OptionTarget {
  private static final double DOLLARS = 5;

  /** A page of the console that shows a function's log. */
  private static final Pattern LOG_PAGE =
      Pattern.compile(".*/run/detail/[^/]+/([^/]+)/logs\\?project=.*");

  private final FaastProvider provider = new GcpProvider();
  private final Map<String, String> text;
  private final GcpOptions options;
  private @Nullable GcpProject project;

  /** Called by the service loader. */
  public GcpTarget() {
    this(Map.of());
  }

  private GcpTarget(Map<String, String> text) {
    this.text = Map.copyOf(text);
    options = (GcpOptions) provider.parseOptions(text);
  }

  @Override
  public TckTarget with(Map<String, String> choice) {
    return new GcpTarget(choice);
  }

  @Override
  public TckExtent most() {
    return TckExtent.MOST.atMost(DOLLARS);
  }

  @Override
  public String notice() {
    return OptionTarget.super.notice()
        + " Each deployment is a function in your project, some with topics or a bucket. Each is"
        + " built by Cloud Build, which takes a minute or two, so it takes hours; most of the cost"
        + " is for builds beyond the free 2,500 minutes a month.";
  }

  @Override
  public FaastProvider provider() {
    return provider;
  }

  @Override
  public Optional<FaastProvider> providerAt(InstantSource clock) {
    return Optional.of(new GcpProvider(clock));
  }

  @Override
  public ProviderOptions options() {
    return options;
  }

  @Override
  public List<String> existing(String runId) throws Exception {
    return project().existing(runId);
  }

  @Override
  public void leaveBehind(RunTag run) throws Exception {
    CrashingClient.run(provider.getClass(), text, run);
  }

  @Override
  public Optional<Planted> plantUntagged() throws Exception {
    return Optional.of(project().plant());
  }

  @Override
  public String log(URI where) throws IOException {
    Matcher page = LOG_PAGE.matcher(where.toString());
    if (!page.matches()) {
      return "";
    }
    try {
      return project().log(page.group(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The log was not read to its end", e);
    }
  }

  /** Most of what the kit waits for is a build. */
  @Override
  public double patience() {
    return 8;
  }

  private synchronized GcpProject project() throws IOException {
    GcpProject open = project;
    if (open == null) {
      open = GcpProject.open(options);
      project = open;
    }
    return open;
  }

  @Override
  public synchronized void close() throws IOException {
    if (project != null) {
      project.close();
      project = null;
    }
  }
}
