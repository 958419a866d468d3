package io.faast.bundler;

/** Name and descriptor of a member: what a call asks for. There is one of each in an analysis. */
final class Selector {
  final String name;
  final String descriptor;

  Selector(String name, String descriptor) {
    this.name = name;
    this.descriptor = descriptor;
  }

  @Override
  public String toString() {
    return name + descriptor;
  }
}
