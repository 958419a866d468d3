package io.faast.corpus.guice;

import com.google.inject.AbstractModule;
import com.google.inject.BindingAnnotation;
import com.google.inject.Guice;
import com.google.inject.ImplementedBy;
import com.google.inject.Inject;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import com.google.inject.assistedinject.Assisted;
import com.google.inject.assistedinject.FactoryModuleBuilder;
import com.google.inject.matcher.Matchers;
import com.google.inject.name.Named;
import com.google.inject.name.Names;
import io.faast.corpus.Cases;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Guice: constructors found by annotations, interceptors made as classes at run time. */
public final class Main {
  private Main() {}

  @BindingAnnotation
  @Retention(RetentionPolicy.RUNTIME)
  @interface Loud {}

  /** Bound by its annotation. */
  @ImplementedBy(Polite.class)
  public interface Greeter {
    String greet(String name);
  }

  /** Only an annotation names it. */
  public static class Polite implements Greeter {
    @Inject
    @Named("word")
    String word;

    private int calls;

    @Inject
    void start(Counter counter) {
      calls = counter.next();
    }

    @Loud
    @Override
    public String greet(String name) {
      return word + " " + name + calls;
    }
  }

  /** One for all. */
  @Singleton
  public static class Counter {
    private int value;

    int next() {
      return ++value;
    }
  }

  /** Has a circle through an interface. */
  public static class Egg implements Runnable {
    @Inject Provider<Hen> hen;

    @Override
    public void run() {}
  }

  /** The other end. */
  public static class Hen {
    final Egg egg;

    @Inject
    Hen(Egg egg) {
      this.egg = egg;
    }
  }

  /** Made by a factory. */
  public static class Letter {
    final String text;

    @Inject
    Letter(Greeter greeter, @Assisted String to) {
      text = greeter.greet(to);
    }
  }

  /** Guice implements it. */
  public interface Letters {
    Letter to(String name);
  }

  /** Fails. */
  public static class Broken {
    @Inject
    Broken() {
      throw new IllegalStateException("broken");
    }
  }

  /** Cannot be made. */
  public static class Unknown {
    Unknown(String text) {}
  }

  static final class Bindings extends AbstractModule {
    @Override
    protected void configure() {
      bindConstant().annotatedWith(Names.named("word")).to("Hello");
      bindConstant().annotatedWith(Names.named("limit")).to("42");
      bind(new TypeLiteral<List<String>>() {}).toInstance(List.of("a", "b"));
      bind(Runnable.class).annotatedWith(Loud.class).to(Egg.class);
      install(new FactoryModuleBuilder().build(Letters.class));
      bindInterceptor(
          Matchers.any(),
          Matchers.annotatedWith(Loud.class),
          call -> ((String) call.proceed()).toUpperCase(java.util.Locale.ROOT));
    }

    @Provides
    @Singleton
    Set<String> names(List<String> list, @Named("limit") int limit) {
      return new TreeSet<>(List.of(list.get(0), "" + limit));
    }
  }

  static final class Bad extends AbstractModule {
    @Override
    protected void configure() {
      bind(Greeter.class).to(Polite.class);
      bind(Greeter.class).toInstance(name -> name);
      bind(Comparable.class);
      bind(Unknown.class).in(Loud.class);
      addError("own %s", "error");
    }
  }

  public static void main(String[] args) {
    Cases cases = new Cases("\\$\\$(Fast|Enhancer)ByGuice\\$\\$[0-9a-f]+");
    Injector injector = Guice.createInjector(Stage.PRODUCTION, new Bindings());
    cases.add("greet", () -> injector.getInstance(Greeter.class).greet("Ann"));
    cases.add("class", () -> injector.getInstance(Polite.class).getClass().getSimpleName());
    cases.add("generic", () -> injector.getInstance(Key.get(new TypeLiteral<Set<String>>() {})));
    cases.add("letter", () -> injector.getInstance(Letters.class).to("Bob").text);
    cases.add("circle", () -> injector.getInstance(Hen.class).egg.hen.get().egg != null);
    cases.add(
        "annotated", () -> injector.getInstance(Key.get(Runnable.class, Loud.class)).getClass());
    cases.add(
        "singleton",
        () -> {
          Counter first = injector.getInstance(Counter.class);
          return first == injector.getInstance(Counter.class);
        });
    cases.add("constant", () -> injector.getInstance(Key.get(Integer.class, Names.named("limit"))));
    cases.add("broken", () -> injector.getInstance(Broken.class));
    cases.add("unknown", () -> injector.getInstance(Unknown.class));
    cases.add("abstract", () -> injector.getInstance(CharSequence.class));
    cases.add("bad module", () -> Guice.createInjector(new Bad()));
    cases.add(
        "child",
        () ->
            injector
                .createChildInjector(binder -> binder.bind(Integer.class).toInstance(5))
                .getInstance(Integer.class));
    cases.add("bindings", () -> injector.getBindings().size());
    cases.add(
        "null",
        () ->
            Guice.createInjector(binder -> binder.bind(Greeter.class).toProvider(() -> null))
                .getInstance(Greeter.class));
    cases.finish();
  }
}
