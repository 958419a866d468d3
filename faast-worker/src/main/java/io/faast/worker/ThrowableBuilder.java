package io.faast.worker;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rebuilds throwables as their own type, or not at all. */
final class ThrowableBuilder {
  private final ClassLoader loader;
  private final Function<RemoteThrowable, Throwable> otherwise;

  ThrowableBuilder(ClassLoader loader, Function<RemoteThrowable, Throwable> otherwise) {
    this.loader = loader;
    this.otherwise = otherwise;
  }

  Throwable build(RemoteThrowable remote) {
    RemoteThrowable causeOf = remote.cause();
    Throwable cause = causeOf == null ? null : build(causeOf);
    Throwable built = own(remote, cause);
    if (built == null) {
      return otherwise.apply(remote);
    }
    for (RemoteThrowable suppressed : remote.suppressed()) {
      built.addSuppressed(build(suppressed));
    }
    return built;
  }

  private @Nullable Throwable own(RemoteThrowable remote, @Nullable Throwable cause) {
    Class<? extends Throwable> type;
    try {
      Class<?> found = Class.forName(remote.className(), false, loader);
      if (!Throwable.class.isAssignableFrom(found)) {
        return null;
      }
      type = found.asSubclass(Throwable.class);
    } catch (ClassNotFoundException | LinkageError absent) {
      return null;
    }
    for (ThrowableRecipe recipe : recipes(type)) {
      Throwable t = attempt(recipe, remote, cause);
      if (t != null) {
        return t;
      }
    }
    return null;
  }

  private static @Nullable Throwable attempt(
      ThrowableRecipe recipe, RemoteThrowable remote, @Nullable Throwable cause) {
    try {
      Throwable t = recipe.make(remote.message(), cause);
      return t != null && complete(t, remote, cause) ? t : null;
    } catch (ReflectiveOperationException
        | RuntimeException
        | LinkageError
        | StackOverflowError unfit) {
      return null; // the user's constructor does not want it this way: another may
    }
  }

  private static List<ThrowableRecipe> recipes(Class<? extends Throwable> type) {
    List<ThrowableRecipe> recipes = new ArrayList<>();
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      ThrowableRecipe recipe = ThrowableRecipe.ofConstructor(constructor);
      if (recipe != null) {
        recipes.add(recipe);
      }
    }
    recipes.sort((a, b) -> Integer.compare(a.rank(), b.rank()));
    try {
      recipes.add(ThrowableRecipe.withoutConstructor(type));
    } catch (ReflectiveOperationException unavailable) {
      return recipes; // with the constructors alone, fewer classes can be rebuilt
    }
    return recipes;
  }

  /** Sets what the constructor did not, and tells whether the result is what was thrown. */
  private static boolean complete(Throwable t, RemoteThrowable remote, @Nullable Throwable cause) {
    ThrowableFields.set(t, remote.fields());
    if (cause != null && t.getCause() == null) {
      t.initCause(cause);
    }
    t.setStackTrace(remote.stack());
    return t.getClass().getName().equals(remote.className())
        && t.getCause() == cause
        && Objects.equals(t.getMessage(), remote.message());
  }
}
