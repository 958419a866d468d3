package io.faast.worker;

/** Modules that cannot be used. */
public final class BrokenModules {
  static boolean constructorFails = true;

  private BrokenModules() {}

  /** Fails until told otherwise. */
  public static class Flaky {
    public Flaky() {
      if (constructorFails) {
        throw new IllegalStateException("database is down");
      }
    }

    public int one() {
      return 1;
    }
  }

  /** Its class initialiser fails. */
  public static class Initialiser {
    static final int VALUE = Integer.parseInt("x");

    public int one() {
      return VALUE;
    }
  }

  /** Has no constructor that a worker could use. */
  public static class Needy {
    public Needy(int x) {}

    public int one() {
      return 1;
    }
  }

  /** Cannot be instantiated. */
  public abstract static class Abstract {
    public int one() {
      return 1;
    }
  }

  /** Needs a class that is not there. */
  public static class Incomplete {
    public Incomplete() throws ClassNotFoundException {
      Class.forName("org.example.Driver");
    }

    public int one() {
      return 1;
    }
  }
}
