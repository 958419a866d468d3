package io.faast.tck.reference;

import io.faast.spi.ProviderException;
import io.faast.spi.Resource;
import io.faast.spi.RunTag;
import io.faast.tck.probe.StepFailure;
import io.faast.tck.probe.Steps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stands for a cloud's account: what exists in it, by name. */
public final class Substrate {
  /** What is said of steps that are refused. */
  public static final String REFUSAL = "no more than none are allowed";

  private static final Map<String, Substrate> PLACES = new ConcurrentHashMap<>();

  private final Map<String, Thing> things = new ConcurrentHashMap<>();
  private volatile Steps steps = new Steps();

  /** Something that exists; without a tag it is a stranger's. */
  public record Thing(String type, @Nullable RunTag tag, boolean live) {}

  /** Returns the substrate of that name, made when first asked for. */
  public static Substrate at(String place) {
    return PLACES.computeIfAbsent(place, name -> new Substrate());
  }

  /** Tells of each step that is taken from now on, and lets it go wrong as is said there. */
  public void tell(Steps to) {
    steps = to;
  }

  /** Creates something. */
  public void create(String id, Thing thing) {
    Optional<StepFailure> failure = steps.take("create a " + thing.type());
    if (failure.equals(Optional.of(StepFailure.REFUSED))) {
      throw new ProviderException(id + " was not created: " + REFUSAL, "Ask for more.", null);
    }
    things.put(id, thing);
    if (failure.isPresent()) {
      throw new ProviderException("No answer came to creating " + id, "Try again.", null);
    }
  }

  /** Deletes something, and returns whether it existed. */
  public boolean delete(String id) {
    return things.remove(id) != null;
  }

  /** Returns whether it exists. */
  public boolean exists(String id) {
    return things.containsKey(id);
  }

  /** Returns what exists under that id. */
  public @Nullable Thing find(String id) {
    return things.get(id);
  }

  /** Names what exists whose id contains the run's. */
  public List<String> namesOf(String runId) {
    return things.keySet().stream().filter(id -> id.contains(runId)).sorted().toList();
  }

  /** Marks a run's things as those of a client that is gone. */
  public void abandon(String runId) {
    things.replaceAll(
        (id, thing) ->
            thing.tag() != null && thing.tag().runId().equals(runId)
                ? new Thing(thing.type(), thing.tag(), false)
                : thing);
  }

  /** Lists what carries a tag. */
  public List<Resource> tagged() {
    return things.entrySet().stream()
        .filter(entry -> entry.getValue().tag() != null)
        .map(
            entry ->
                new Resource(
                    entry.getValue().type(),
                    entry.getKey(),
                    entry.getValue().tag(),
                    entry.getValue().live() ? Resource.Liveness.LIVE : Resource.Liveness.DEAD))
        .toList();
  }
}
