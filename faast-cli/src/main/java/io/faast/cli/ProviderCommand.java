package io.faast.cli;

import io.faast.Faast;
import io.faast.ProviderDescription;
import io.faast.examples.FaastCommand;
import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command about one provider. */
abstract class ProviderCommand extends FaastCommand {
  @Parameters(paramLabel = "PROVIDER", description = "The provider's name.")
  private String name = "";

  @Option(
      names = {"-o", "--option"},
      paramLabel = "KEY=VALUE",
      description = "An option of the provider. May be repeated.")
  private Map<String, String> options = new LinkedHashMap<>();

  final FaastProvider provider() {
    List<ProviderDescription> all = Faast.providers();
    List<ProviderDescription> named =
        all.stream().filter(provider -> provider.name().equals(name)).toList();
    for (ProviderDescription provider : named) {
      if (provider.problem() != null) {
        throw misuse("provider \"" + name + "\" cannot be used: " + provider.problem());
      }
    }
    if (named.size() != 1) {
      throw misuse(
          (named.isEmpty() ? "no provider is" : "several providers are")
              + " called \""
              + name
              + "\"; on the class path: "
              + (all.isEmpty() ? "none" : names(all)));
    }
    String className = named.get(0).className();
    return ServiceLoader.load(FaastProvider.class).stream()
        .filter(provider -> provider.type().getName().equals(className))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(className + " is gone from the class path"))
        .get();
  }

  private static String names(List<ProviderDescription> all) {
    return all.stream()
        .map(provider -> provider.name().isEmpty() ? provider.className() : provider.name())
        .collect(Collectors.joining(", "));
  }

  /** Returns the options as they were given. */
  final Map<String, String> optionText() {
    return options;
  }

  final ProviderOptions options(FaastProvider provider) {
    try {
      return !options.isEmpty() ? provider.parseOptions(options) : provider.defaultOptions();
    } catch (IllegalArgumentException e) {
      throw misuse(String.valueOf(e.getMessage()));
    }
  }
}
