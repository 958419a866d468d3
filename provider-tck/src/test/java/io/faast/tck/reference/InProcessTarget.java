package io.faast.tck.reference;

import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import io.faast.spi.RunTag;
import io.faast.tck.TckTarget;
import io.faast.tck.probe.Steps;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Lets the kit try the provider of threads, in a substrate of its own. */
public class InProcessTarget implements TckTarget {
  private final FaastProvider provider;
  private final UnaryOperator<FaastProvider> front;
  private final InProcessOptions options = new InProcessOptions("place-" + UUID.randomUUID());

  public InProcessTarget() {
    this(conformant -> conformant);
  }

  /** Tries a provider that stands in front of the conformant one. */
  public InProcessTarget(UnaryOperator<FaastProvider> front) {
    this.front = front;
    provider = front.apply(new InProcessProvider());
  }

  /** Returns the substrate that runs are deployed to. */
  public Substrate substrate() {
    return Substrate.at(options.place());
  }

  @Override
  public FaastProvider provider() {
    return provider;
  }

  @Override
  public ProviderOptions options() {
    return options;
  }

  @Override
  public List<String> existing(String runId) {
    return substrate().namesOf(runId);
  }

  @Override
  public void leaveBehind(RunTag run) {
    for (String type : List.of("function", "queue")) {
      substrate().create(run.runId() + "-" + type, new Substrate.Thing(type, run, false));
    }
  }

  @Override
  public Optional<Planted> plantUntagged() {
    String name = "faast-stranger-" + UUID.randomUUID();
    substrate().create(name, new Substrate.Thing("function", null, false));
    return Optional.of(
        new Planted() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public boolean exists() {
            return substrate().exists(name);
          }
        });
  }

  @Override
  public Optional<FaastProvider> providerAt(InstantSource clock) {
    return Optional.of(front.apply(new InProcessProvider(clock)));
  }

  @Override
  public Optional<Fragile> fragile(Steps steps) {
    InProcessOptions place = new InProcessOptions("fragile-" + UUID.randomUUID());
    Substrate.at(place.place()).tell(steps);
    return Optional.of(new FragilePlace(provider, place));
  }

  private record FragilePlace(FaastProvider provider, InProcessOptions options) implements Fragile {
    @Override
    public List<String> existing(String runId) {
      return Substrate.at(options.place()).namesOf(runId);
    }

    @Override
    public String refusal() {
      return Substrate.REFUSAL;
    }

    @Override
    public void close() {}
  }

  @Override
  public boolean functionsReachClient() {
    return true;
  }
}
