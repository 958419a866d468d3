package io.faast.bundler;

/** A program among the tests, to be bundled from their own class path. */
final class Speaker {
  private Speaker() {}

  public static void main(String[] args) {
    System.out.print("spoken\n");
  }
}
