package io.faast.engine;

import io.faast.FaastException;
import io.faast.RemoteException;
import io.faast.worker.RemoteThrowable;
import io.faast.worker.ThrowableCodec;
import io.faast.worker.ValueException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Turns what a user's method threw remotely into an exception here. */
final class RemoteErrors {
  private RemoteErrors() {}

  /**
   * Returns the exception as its own type if it can be rebuilt, else a {@link RemoteException}; or,
   * if it is about something that is only missing in the bundle, one that says what to do.
   */
  static Throwable rebuild(Work work, Settled.Threw threw) {
    ClassLoader loader = work.function.module().getClassLoader();
    Throwable rebuilt =
        ThrowableCodec.rebuild(
            threw.thrown(),
            loader == null ? ClassLoader.getSystemClassLoader() : loader,
            remote -> standIn(work, remote, threw.logUrl()));
    rebuilt.setStackTrace(joined(rebuilt.getStackTrace(), work));
    return work.engine.lacks.explain(work, threw.thrown(), rebuilt, threw.logUrl());
  }

  private static Throwable standIn(Work work, RemoteThrowable of, @Nullable URI log) {
    RemoteThrowable causeOf = of.cause();
    RemoteException made =
        new RemoteException(
            of.className(),
            of.message(),
            work.function.name(),
            Long.toString(work.id),
            log,
            causeOf == null ? null : standIn(work, causeOf, log));
    made.setStackTrace(of.stack());
    for (RemoteThrowable suppressed : of.suppressed()) {
      made.addSuppressed(standIn(work, suppressed, log));
    }
    return made;
  }

  // The remote frames, a mark, and the frames of the local thread that takes the result.
  private static StackTraceElement[] joined(StackTraceElement[] remote, Work work) {
    StackTraceElement[] local = new Throwable().getStackTrace();
    int from = 0;
    while (from < local.length && internal(local[from])) {
      from++;
    }
    StackTraceElement[] all = new StackTraceElement[remote.length + 1 + local.length - from];
    System.arraycopy(remote, 0, all, 0, remote.length);
    all[remote.length] =
        new StackTraceElement(
            "---- remote above, local below ----", "call " + work.id, work.engine.provider(), -1);
    System.arraycopy(local, from, all, remote.length + 1, local.length - from);
    return all;
  }

  private static boolean internal(StackTraceElement frame) {
    return frame.getClassName().startsWith("io.faast.engine.");
  }

  /** Returns why a value that came can't be had: its bytes, or the code that reads them. */
  static FaastException unreadable(Work work, Throwable why) {
    ValueException found =
        why instanceof ValueException known
            ? known
            : new ValueException(
                "result", "reading it failed: " + why, "see the cause for what failed", why);
    return Failures.unreadable(work, found);
  }
}
