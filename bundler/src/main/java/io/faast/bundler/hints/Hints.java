package io.faast.bundler.hints;

import java.util.List;

/**
 * Everything that the metadata of one jar or directory says.
 *
 * @param rules classes and members reached by reflection, native code or serialisation
 * @param proxies proxies that are made
 * @param resources resources that are read
 * @param bundles resource bundles that are read
 * @param notes what could not be read or is not honoured, for the report
 */
public record Hints(
    List<KeepRule> rules,
    List<ProxyHint> proxies,
    List<ResourceHint> resources,
    List<BundleHint> bundles,
    List<String> notes) {

  /** Nothing at all. */
  public static final Hints NONE = new Hints(List.of(), List.of(), List.of(), List.of(), List.of());

  /** Keeps the lists from being changed. */
  public Hints {
    rules = List.copyOf(rules);
    proxies = List.copyOf(proxies);
    resources = List.copyOf(resources);
    bundles = List.copyOf(bundles);
    notes = List.copyOf(notes);
  }
}
