package io.faast.function;

import java.io.Serializable;
import org.jspecify.annotations.NullUnmarked;

/**
 * Shapes of references to methods that return a value: {@code Static0} to {@code Static5} for
 * static methods, {@code Instance0} to {@code Instance5} for instance methods of a module. They are
 * there for the compiler, which picks one from a method reference; they are never called.
 *
 * @since 0.1.0
 */
@NullUnmarked
public final class ReturnsValue {
  private ReturnsValue() {}

  /** A static method of no argument. */
  @FunctionalInterface
  public interface Static0<R> extends Serializable {
    /** Stands for the method. */
    R apply() throws Exception;
  }

  /** A static method of one argument. */
  @FunctionalInterface
  public interface Static1<A, R> extends Serializable {
    /** Stands for the method. */
    R apply(A a) throws Exception;
  }

  /** A static method of two arguments. */
  @FunctionalInterface
  public interface Static2<A, B, R> extends Serializable {
    /** Stands for the method. */
    R apply(A a, B b) throws Exception;
  }

  /** A static method of three arguments. */
  @FunctionalInterface
  public interface Static3<A, B, C, R> extends Serializable {
    /** Stands for the method. */
    R apply(A a, B b, C c) throws Exception;
  }

  /** A static method of four arguments. */
  @FunctionalInterface
  public interface Static4<A, B, C, D, R> extends Serializable {
    /** Stands for the method. */
    R apply(A a, B b, C c, D d) throws Exception;
  }

  /** A static method of five arguments. */
  @FunctionalInterface
  public interface Static5<A, B, C, D, E, R> extends Serializable {
    /** Stands for the method. */
    R apply(A a, B b, C c, D d, E e) throws Exception;
  }

  /** An instance method of {@code M} with no argument. */
  @FunctionalInterface
  public interface Instance0<M, R> extends Serializable {
    /** Stands for the method. */
    R apply(M module) throws Exception;
  }

  /** An instance method of {@code M} with one argument. */
  @FunctionalInterface
  public interface Instance1<M, A, R> extends Serializable {
    /** Stands for the method. */
    R apply(M module, A a) throws Exception;
  }

  /** An instance method of {@code M} with two arguments. */
  @FunctionalInterface
  public interface Instance2<M, A, B, R> extends Serializable {
    /** Stands for the method. */
    R apply(M module, A a, B b) throws Exception;
  }

  /** An instance method of {@code M} with three arguments. */
  @FunctionalInterface
  public interface Instance3<M, A, B, C, R> extends Serializable {
    /** Stands for the method. */
    R apply(M module, A a, B b, C c) throws Exception;
  }

  /** An instance method of {@code M} with four arguments. */
  @FunctionalInterface
  public interface Instance4<M, A, B, C, D, R> extends Serializable {
    /** Stands for the method. */
    R apply(M module, A a, B b, C c, D d) throws Exception;
  }

  /** An instance method of {@code M} with five arguments. */
  @FunctionalInterface
  public interface Instance5<M, A, B, C, D, E, R> extends Serializable {
    /** Stands for the method. */
    R apply(M module, A a, B b, C c, D d, E e) throws Exception;
  }
}
