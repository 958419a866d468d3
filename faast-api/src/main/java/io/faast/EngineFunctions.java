package io.faast;

import io.faast.engine.CallGate;
import io.faast.engine.CallOptions;
import io.faast.engine.Engine;
import io.faast.engine.FunctionHandle;
import io.faast.engine.RateLimit;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Calls functions through the engine; a view of a module is one with other options. */
@NullUnmarked // as the interfaces that it implements: a method's own types say what may be null
class EngineFunctions<M> implements Functions<M> {
  private static final int LEAST_WINDOW = 16;

  private final ModuleContext context;
  private final CallOptions options;
  private final int limit;

  EngineFunctions(ModuleContext context) {
    this(context, CallOptions.NONE, context.concurrency());
  }

  private EngineFunctions(ModuleContext context, CallOptions options, int limit) {
    this.context = context;
    this.options = options;
    this.limit = limit;
  }

  final Engine engine() {
    return context.engine();
  }

  final FunctionTable functions() {
    return context.functions();
  }

  @Override
  public final <R> Call<R> callReference(Serializable function, Object... arguments) {
    FunctionHandle<R> handle = functions().find(function, arguments.length);
    return engine().submit(Verbs.value(handle), arguments, options);
  }

  @Override
  public final Call<Void> runReference(Serializable function, Object... arguments) {
    FunctionHandle<Void> handle = functions().find(function, arguments.length);
    return engine().submit(Verbs.nothing(handle), arguments, options);
  }

  @Override
  public final <R> ItemStream<R> streamReference(Serializable function, Object... arguments) {
    FunctionHandle<R> handle = functions().find(function, arguments.length);
    return engine().open(Verbs.items(handle), arguments, options);
  }

  @Override
  public final <A, R> Stream<Result<A, R>> mapReference(
      Serializable function, Stream<? extends A> inputs, MapOptions how) {
    MapRun<A, R> run = new MapRun<>(inputs, each(function), how.ordered(), window(how), () -> {});
    return ResultSpliterator.stream(run, how.ordered());
  }

  @Override
  public final <A, R> CompletableFuture<Void> mapAsyncReference(
      Serializable function,
      Stream<? extends A> inputs,
      MapOptions how,
      Consumer<? super Result<A, R>> consumer) {
    Function<A, Call<R>> call = each(function);
    Objects.requireNonNull(inputs, "inputs");
    return AsyncMap.<A, R>start(
        Objects.requireNonNull(consumer, "consumer"),
        onSettled -> new MapRun<>(inputs, call, how.ordered(), window(how), onSettled));
  }

  private <A, R> Function<A, Call<R>> each(Serializable function) {
    FunctionHandle<R> handle = Verbs.value(functions().find(function, 1));
    return argument -> engine().submit(handle, new Object[] {argument}, options);
  }

  private int window(MapOptions how) {
    long wanted = how.window() == 0 ? Math.max(LEAST_WINDOW, 2L * limit) : how.window();
    // More could not even wait for their turn.
    return (int) Math.min(wanted, Math.max(1L, (long) limit + context.maxQueued()));
  }

  @Override
  public final <R> Call<R> invoke(String function, Class<R> type, @Nullable Object... arguments) {
    return invoke(function, (Type) type, arguments);
  }

  @Override
  public final <R> Call<R> invoke(String function, TypeRef<R> type, @Nullable Object... arguments) {
    return invoke(function, type.type(), arguments);
  }

  private <R> Call<R> invoke(String function, Type type, @Nullable Object[] arguments) {
    FunctionHandle<R> handle = Verbs.value(functions().named(function, arguments.length));
    Verbs.arguments(handle, arguments);
    Verbs.result(handle, type);
    return engine().submit(handle, arguments.clone(), options);
  }

  @Override
  public final Functions<M> limit(int concurrency) {
    OptionRange.check("concurrency", concurrency, 1, 1_000_000);
    CallGate gate = CallGate.of(concurrency, RateLimit.NONE);
    return new EngineFunctions<>(context, options.withGate(gate), concurrency);
  }

  @Override
  public final Functions<M> timeout(Duration timeout) {
    OptionRange.check("timeout", timeout, Duration.ofNanos(1), context.timeout());
    return new EngineFunctions<>(context, options.withTimeout(timeout), limit);
  }
}
