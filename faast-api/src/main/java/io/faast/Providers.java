package io.faast;

import io.faast.FaastException.Kind;
import io.faast.spi.FaastProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses among the providers on the class path, and says what is there if none will do. */
final class Providers {
  private static final Set<String> OURS = Set.of("aws", "azure", "gcp", "local");

  private Providers() {}

  /** Whether a provider may have that name: {@code [a-z][a-z0-9-]*}. */
  static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      if (!letter && (i == 0 || (c != '-' && (c < '0' || c > '9')))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  static List<ProviderDescription> describe() {
    return FoundProvider.all().stream()
        .map(FoundProvider::describe)
        .sorted(
            Comparator.comparing(ProviderDescription::name)
                .thenComparing(ProviderDescription::className))
        .toList();
  }

  static FaastProvider find(String name) {
    Objects.requireNonNull(name, "provider");
    ColdStart.begin();
    List<FoundProvider> all = FoundProvider.all();
    List<FoundProvider> named = new ArrayList<>();
    for (FoundProvider found : all) {
      if (found.name().equals(name)) {
        named.add(found);
      }
    }
    if (named.isEmpty() || !isName(name)) {
      throw unknown(name, all);
    }
    if (named.size() > 1) {
      throw new FaastException(
          Kind.INVALID_USE,
          "Several providers are named \""
              + name
              + "\": "
              + named.stream().map(FoundProvider::where).collect(Collectors.joining(" and "))
              + ".",
          "Leave one of them on the class path, or choose with Faast.using(provider).",
          null);
    }
    FoundProvider found = named.get(0);
    FaastProvider provider = found.provider();
    if (provider == null || found.problem() != null) {
      throw new FaastException(
          Kind.INVALID_USE,
          "The provider \""
              + name
              + "\" ("
              + found.where()
              + ") cannot be used: "
              + found.problem(),
          "",
          found.cause());
    }
    return provider;
  }

  private static FaastException unknown(String name, List<FoundProvider> all) {
    Set<String> names = new TreeSet<>();
    all.stream().map(FoundProvider::name).filter(found -> !found.isEmpty()).forEach(names::add);
    StringBuilder message = new StringBuilder();
    if (isName(name)) {
      message.append("There is no provider \"").append(name).append("\". On the class path: ");
    } else {
      message
          .append("\"")
          .append(name)
          .append("\" cannot be the name of a provider: names are lower-case letters, digits and")
          .append(" hyphens, and begin with a letter. On the class path: ");
    }
    message.append(names.isEmpty() ? "none" : String.join(", ", names)).append('.');
    for (FoundProvider found : all) {
      if (found.problem() != null) {
        message.append(" Broken: ").append(found.where()).append(": ").append(found.problem());
      }
    }
    FaastException failure =
        new FaastException(Kind.UNKNOWN_PROVIDER, message.toString(), advice(name, names), null);
    all.stream()
        .map(FoundProvider::cause)
        .filter(Objects::nonNull)
        .forEach(cause -> failure.addSuppressed(Objects.requireNonNull(cause)));
    return failure;
  }

  private static String advice(String name, Set<String> present) {
    if (OURS.contains(name)) {
      return "Add io.faast:faast-provider-" + name + " in the version of faast-api.";
    }
    Set<String> known = new TreeSet<>(OURS);
    known.addAll(present);
    String nearest = nearest(name, known);
    if (nearest == null) {
      return "Add the provider's artifact, such as io.faast:faast-provider-local for \"local\".";
    }
    return "Did you mean \""
        + nearest
        + "\"?"
        + (present.contains(nearest) ? "" : " Add io.faast:faast-provider-" + nearest + ".");
  }

  private static @Nullable String nearest(String name, Set<String> known) {
    String lower = name.toLowerCase(Locale.ROOT).strip();
    return known.stream()
        .filter(other -> EditDistance.between(lower, other) <= Math.max(1, other.length() / 3))
        .min(Comparator.comparingInt(other -> EditDistance.between(lower, other)))
        .orElse(null);
  }
}
