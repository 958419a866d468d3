package io.faast;

/** A generic interface of the module of most tests. */
public interface SampleApi<N extends Number> {
  N fromApi(N number);

  default String byDefault(N number) {
    return "default " + number;
  }
}
