package io.faast.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A throwable as it came over the wire: a description, nothing of which was executed or loaded.
 *
 * @param className binary name of its class
 * @param superclassNames binary names of its superclasses, nearest first, up to java.lang.Throwable
 * @param message what its getMessage returned, or a note in angle brackets if that failed; a very
 *     long one is cut and says so
 * @param stack its stack trace, innermost first; a very deep one is cut. Do not change it
 * @param cause its cause; null if it has none, or if the cause was already described further out
 * @param suppressed its suppressed throwables
 * @param fields the fields of its own class and superclasses below Throwable that could travel
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent") // as Throwable has it; instances are never compared
public record RemoteThrowable(
    String className,
    List<String> superclassNames,
    @Nullable String message,
    StackTraceElement[] stack,
    @Nullable RemoteThrowable cause,
    List<RemoteThrowable> suppressed,
    List<Field> fields) {

  /**
   * One field of an exception.
   *
   * @param declaringClass binary name of the class that declares it
   * @param name its name
   * @param value its encoded value; do not change it
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Field(String declaringClass, String name, byte[] value) {}
}
