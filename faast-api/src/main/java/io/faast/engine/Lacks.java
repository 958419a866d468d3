package io.faast.engine;

import io.faast.FaastException;
import io.faast.FaastException.Kind;
import io.faast.spi.Deployment;
import io.faast.worker.RemoteThrowable;
import io.faast.worker.ReplyMessage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Explains failures for want of something that the client has and the bundle has not, and has it
 * bundled next time where the provider can.
 */
final class Lacks {
  private final Deployment deployment;
  private final List<String> excludes;

  /** The same lack may fail many calls: what was found out about it. */
  private final Map<Lack, Advice> known = new ConcurrentHashMap<>();

  private record Advice(boolean had, boolean learnt) {}

  Lacks(Deployment deployment, List<String> excludes) {
    this.deployment = deployment;
    this.excludes = excludes;
  }

  /**
   * Returns what a call fails with that threw: what it threw, or an exception that tells what to
   * do, with that as its cause. Where the user's code has made an exception of its own of it, the
   * advice is among what that one suppressed.
   */
  Throwable explain(Work work, RemoteThrowable thrown, Throwable rebuilt, @Nullable URI log) {
    Lack lack = Lack.in(thrown);
    if (lack == null || !advice(work, lack).had) {
      return rebuilt;
    }
    boolean own = Lack.of(thrown) == null && !byJvm(thrown.className());
    FaastException advised = exception(work, lack, own ? null : rebuilt, log);
    if (own) {
      rebuilt.addSuppressed(advised);
      return rebuilt;
    }
    return advised;
  }

  /** Such as the errors that tell that a class could not be initialised. */
  private static boolean byJvm(String className) {
    return className.startsWith("java.lang.") && className.endsWith("Error");
  }

  /** Returns what a call fails with whose module lacks a class. */
  FaastException refused(Work work, ReplyMessage.Refused refused, @Nullable URI log) {
    Lack lack = Lack.ofClass(refused.missing());
    if (advice(work, lack).had) {
      return exception(work, lack, null, log);
    }
    return Failures.of(
        work,
        Kind.CLASS_MISSING,
        Failures.refusal(work, refused.message()),
        "It is not on the client's class path either: add its jar there.",
        log);
  }

  private FaastException exception(
      Work work, Lack lack, @Nullable Throwable cause, @Nullable URI log) {
    String message =
        "Function \""
            + work.function.name()
            + "\" failed because "
            + lack.words()
            + " is not in the bundle, though it is on the class path: nothing showed the bundler"
            + " that it is needed.";
    return new FaastException(
        Kind.CLASS_MISSING,
        message,
        toDo(work, lack),
        work.function.name(),
        Long.toString(work.id),
        log,
        cause);
  }

  private String toDo(Work work, Lack lack) {
    StringBuilder text = new StringBuilder();
    boolean learnt = advice(work, lack).learnt;
    if (learnt) {
      text.append("That was noted: the next faast() of this module on this machine bundles it. ");
    }
    if (lack.kind() != Lack.Kind.RESOURCE_BUNDLE) {
      text.append(learnt ? "For other machines, add it" : "Add it");
      text.append(" with FaastOptions.withIncludeClasses(List.of(\"");
      text.append(lack.owner()).append("\")), or run");
    } else {
      text.append("Run");
    }
    text.append(" the module once with LocalOptions.withTrace(true).");
    if (!excludes.isEmpty()) {
      text.append(" See also that none of the excludes means it: ").append(excludes).append('.');
    }
    return text.toString();
  }

  private Advice advice(Work work, Lack lack) {
    return known.computeIfAbsent(
        lack,
        key -> {
          Haves haves = new Haves(work.function.module());
          boolean had = haves.has(key);
          boolean learnt = had && deployment.learn(haves.classes(key), haves.resources(key));
          return new Advice(had, learnt);
        });
  }
}
