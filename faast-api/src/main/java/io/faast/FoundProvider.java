package io.faast;

import io.faast.spi.Capability;
import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderInfo;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry for a provider on the class path, usable or not.
 *
 * @param provider the provider, or null if there is none behind the entry
 * @param type its class, or null if that could not be loaded
 * @param name its name, or empty
 * @param info what it says of itself, or null if it could not
 * @param problem why it cannot be used, as a sentence, or null
 * @param cause what was thrown, or null
 */
record FoundProvider(
    @Nullable FaastProvider provider,
    @Nullable Class<?> type,
    String name,
    @Nullable ProviderInfo info,
    @Nullable String problem,
    @Nullable Throwable cause) {
  // An unreadable class path can fail again and again.
  private static final int MOST_ERRORS = 100;

  /** Finds all, through this thread's loader and through our own. */
  static List<FoundProvider> all() {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null) {
      loaders.add(context);
    }
    loaders.add(FaastProvider.class.getClassLoader());
    Set<Class<?>> seen = new LinkedHashSet<>();
    Set<String> reported = new LinkedHashSet<>();
    List<FoundProvider> all = new ArrayList<>();
    for (ClassLoader loader : loaders) {
      Iterator<ServiceLoader.Provider<FaastProvider>> entries =
          ServiceLoader.load(FaastProvider.class, loader).stream().iterator();
      for (int errors = 0; errors < MOST_ERRORS; ) {
        try {
          if (!entries.hasNext()) {
            break;
          }
          ServiceLoader.Provider<FaastProvider> entry = entries.next();
          if (seen.add(entry.type())) {
            all.add(open(entry));
          }
        } catch (ServiceConfigurationError e) {
          errors++;
          if (reported.add(String.valueOf(e.getMessage()))) {
            all.add(new FoundProvider(null, null, "", null, e.getMessage() + ".", e));
          }
        }
      }
    }
    return all;
  }

  private static FoundProvider open(ServiceLoader.Provider<FaastProvider> entry) {
    FaastProvider provider = null;
    String name = "";
    try {
      provider = entry.get();
      name = provider.name();
      int version = provider.apiVersion();
      String problem = null;
      if (!Providers.isName(name)) {
        problem =
            "Its name \"" + name + "\" does not match [a-z][a-z0-9-]*; its author must change it.";
      } else if (version != FaastProvider.API_VERSION) {
        problem =
            "It was compiled for version "
                + version
                + " of the provider interface, and this is"
                + " version "
                + FaastProvider.API_VERSION
                + ". Use the same version of all io.faast"
                + " artifacts, and of the provider one that goes with it.";
      }
      ProviderInfo info = problem == null ? provider.info() : null;
      return new FoundProvider(provider, entry.type(), name, info, problem, null);
    } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
      return new FoundProvider(provider, entry.type(), name, null, "It failed with " + e + ".", e);
    }
  }

  ProviderDescription describe() {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    if (info != null) {
      capabilities.addAll(EnumSet.allOf(Capability.class));
      capabilities.removeAll(info.refused());
    }
    return new ProviderDescription(
        name,
        info == null ? "" : info.title(),
        type == null ? "" : type.getName(),
        source(),
        capabilities,
        info == null ? null : info.limits(),
        problem);
  }

  /** The class, and the jar or directory that it is from. */
  String where() {
    if (type == null) {
      return "an entry of META-INF/services";
    }
    String source = source();
    return source.isEmpty() ? type.getName() : type.getName() + " from " + source;
  }

  private String source() {
    CodeSource source = type == null ? null : type.getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null ? "" : source.getLocation().toString();
  }
}
