package io.faast.cli;

import io.faast.aws.AwsOptions;
import io.faast.aws.AwsProvider;
import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import io.faast.tck.TckExtent;
import io.faast.tck.TckTarget;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the conformance kit needs to know of an account of AWS, looked up past the provider. */
public final class AwsTarget implements OptionTarget {
  private static final double DOLLARS = 0.50;
  private static final String GROUP = "log-groups/log-group/";
  private static final String STREAM = "/log-events";

  private final FaastProvider provider = new AwsProvider();
  private final Map<String, String> text;
  private final AwsOptions options;
  private @Nullable AwsAccount account;

  /** Called by the service loader. */
  public AwsTarget() {
    this(Map.of());
  }

  private AwsTarget(Map<String, String> text) {
    this.text = Map.copyOf(text);
    options = (AwsOptions) provider.parseOptions(text);
  }

  @Override
  public TckTarget with(Map<String, String> choice) {
    return new AwsTarget(choice);
  }

  @Override
  public TckExtent most() {
    return TckExtent.MOST.atMost(DOLLARS);
  }

  @Override
  public String notice() {
    return OptionTarget.super.notice()
        + " Each deployment is a function in your account, with a log group, and some with queues or"
        + " a bucket.";
  }

  @Override
  public FaastProvider provider() {
    return provider;
  }

  @Override
  public Optional<FaastProvider> providerAt(InstantSource clock) {
    return Optional.of(new AwsProvider(clock));
  }

  @Override
  public ProviderOptions options() {
    return options;
  }

  @Override
  public List<String> existing(String runId) {
    return account().existing(runId);
  }

  @Override
  public void leaveBehind(RunTag run) throws Exception {
    CrashingClient.run(provider.getClass(), text, run);
  }

  @Override
  public Optional<Planted> plantUntagged() {
    return Optional.of(account().plant());
  }

  /** Reads the log group that a page of the console shows. */
  @Override
  public String log(URI where) {
    String page = where.toString();
    int from = page.indexOf(GROUP);
    if (from < 0) {
      return "";
    }
    String escaped = page.substring(from + GROUP.length());
    int end = escaped.indexOf(STREAM);
    String once = unescaped((end < 0 ? escaped : escaped.substring(0, end)).replace('$', '%'));
    return account().log(unescaped(once));
  }

  private static String unescaped(String escaped) {
    return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
  }

  /** Much of what the kit waits for is Lambda's control plane. */
  @Override
  public double patience() {
    return 4;
  }

  private synchronized AwsAccount account() {
    AwsAccount open = account;
    if (open == null) {
      open = new AwsAccount(options);
      account = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    if (account != null) {
      account.close();
      account = null;
    }
  }
}
