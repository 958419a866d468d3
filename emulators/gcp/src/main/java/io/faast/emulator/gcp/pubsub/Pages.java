package io.faast.emulator.gcp.pubsub;

import java.util.List;
import java.util.function.Function;

/** A page of a list that is sorted by name; the token is the last name of the page before. */
record Pages<T>(List<T> items, String next) {
  private static final int MOST = 1_000;

  static <T> Pages<T> of(List<T> all, Function<T, String> name, int size, String token) {
    List<T> rest =
        all.stream()
            .filter(each -> token.isEmpty() || name.apply(each).compareTo(token) > 0)
            .toList();
    int most = size <= 0 ? 100 : Math.min(MOST, size);
    List<T> page = rest.subList(0, Math.min(most, rest.size()));
    return new Pages<>(
        page, page.size() < rest.size() ? name.apply(page.get(page.size() - 1)) : "");
  }
}
