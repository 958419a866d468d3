package io.faast;

import io.faast.spi.FaastProvider;
import io.faast.spi.ProviderOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Makes functions of the methods of a class, on the provider named at run time.
 *
 * <pre>{@code
 * try (FaastModule<Thumbnails> m = Faast.faast("aws", Thumbnails.class)) {
 *   CompletableFuture<byte[]> one = m.call(Thumbnails::thumbnail, image, 128);
 *   m.map(Thumbnails::small, images).forEach(this::save);
 *   save(one.join());
 *   System.out.println(m.costSnapshot());
 * } // everything that was created is deleted
 * }</pre>
 *
 * <p>The class, called the module, is an ordinary public one, with a public constructor without
 * parameters if it has instance methods; its public methods are the functions. Each worker makes
 * one instance of it, the place for costly set-up. Arguments, results and exceptions travel as
 * copies.
 *
 * <p>Providers are found on the class path: add {@code io.faast:faast-provider-local} for {@code
 * "local"}, {@code io.faast:faast-provider-aws} for {@code "aws"}, and so on. {@link #providers}
 * lists them.
 *
 * <p>All methods throw {@link FaastException} if the provider, the module or an option is of no
 * use, or if the deployment fails: nothing is left behind then. The {@code faastAsync} forms do not
 * block, and throw nothing: the returned future ends with the exception. Cancelling it undoes the
 * deployment. All methods are safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class Faast {
  private Faast() {}

  /** Deploys {@code module} to the provider of that name, with default options. */
  public static <M> FaastModule<M> faast(String provider, Class<M> module) {
    return faast(provider, module, FaastOptions.defaults());
  }

  /** Deploys {@code module} to the provider of that name. */
  public static <M> FaastModule<M> faast(String provider, Class<M> module, FaastOptions options) {
    return using(Providers.find(provider)).faast(module, options);
  }

  /** Deploys {@code module} to the provider of the given options. */
  public static <M> FaastModule<M> faast(ProviderOptions provider, Class<M> module) {
    return faast(provider, module, FaastOptions.defaults());
  }

  /** Deploys {@code module} to the provider of the given provider options. */
  public static <M> FaastModule<M> faast(
      ProviderOptions provider, Class<M> module, FaastOptions options) {
    return using(Providers.find(provider.provider()), provider).faast(module, options);
  }

  /** Deploys without blocking; see {@link #faast(String, Class)}. */
  public static <M> CompletableFuture<FaastModule<M>> faastAsync(String provider, Class<M> module) {
    return faastAsync(provider, module, FaastOptions.defaults());
  }

  /** Deploys without blocking; see {@link #faast(String, Class, FaastOptions)}. */
  public static <M> CompletableFuture<FaastModule<M>> faastAsync(
      String provider, Class<M> module, FaastOptions options) {
    return Launcher.attempt(() -> using(Providers.find(provider)).faastAsync(module, options));
  }

  /** Deploys without blocking; see {@link #faast(ProviderOptions, Class)}. */
  public static <M> CompletableFuture<FaastModule<M>> faastAsync(
      ProviderOptions provider, Class<M> module) {
    return faastAsync(provider, module, FaastOptions.defaults());
  }

  /** Deploys without blocking; see {@link #faast(ProviderOptions, Class, FaastOptions)}. */
  public static <M> CompletableFuture<FaastModule<M>> faastAsync(
      ProviderOptions provider, Class<M> module, FaastOptions options) {
    return Launcher.attempt(
        () -> using(Providers.find(provider.provider()), provider).faastAsync(module, options));
  }

  /** Uses a provider that is at hand, with its default options, instead of looking for one. */
  public static Launcher using(FaastProvider provider) {
    return new Launcher(provider, provider.defaultOptions());
  }

  /** Uses a provider that is at hand, instead of looking for one. */
  public static Launcher using(FaastProvider provider, ProviderOptions options) {
    return new Launcher(provider, options);
  }

  /**
   * Lists the providers on the class path of this thread and of Faast, in order of their names.
   * Entries that are broken are listed with their problem. No class of a cloud's SDK is loaded.
   */
  public static List<ProviderDescription> providers() {
    return Providers.describe();
  }
}
