package io.faast.bundler.hints;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that a {@link java.lang.reflect.Proxy} of these interfaces is made.
 *
 * @param condition the internal name of a class that must be reached before this holds, or null
 * @param interfaces internal names, in order
 * @param origin where this comes from, for the report
 */
public record ProxyHint(@Nullable String condition, List<String> interfaces, String origin) {
  /** Keeps the list from being changed. */
  public ProxyHint {
    interfaces = List.copyOf(interfaces);
  }
}
