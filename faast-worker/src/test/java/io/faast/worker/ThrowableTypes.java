package io.faast.worker;

import java.util.List;

/** Exceptions of all shapes. */
final class ThrowableTypes {
  static boolean exploded;

  private ThrowableTypes() {}

  static final class Fallback extends RuntimeException {
    private static final long serialVersionUID = 1;
    final transient RemoteThrowable remote;

    Fallback(RemoteThrowable remote) {
      super(remote.className() + ": " + remote.message());
      this.remote = remote;
    }
  }

  static final class Both extends Exception {
    private static final long serialVersionUID = 1;

    Both(String message, Throwable cause) {
      super(message, cause);
    }
  }

  static final class Reversed extends Exception {
    private static final long serialVersionUID = 1;

    Reversed(Throwable cause, String message) {
      super(message, cause);
    }
  }

  static final class MessageOnly extends Exception {
    private static final long serialVersionUID = 1;

    MessageOnly(String message) {
      super(message);
    }
  }

  static final class NoArguments extends Exception {
    private static final long serialVersionUID = 1;

    NoArguments() {
      super("fixed text");
    }
  }

  static final class CauseOnly extends Exception {
    private static final long serialVersionUID = 1;

    CauseOnly(Exception cause) {
      super(cause);
    }
  }

  /** Its message is not what its constructor takes. */
  static final class Decorating extends Exception {
    private static final long serialVersionUID = 1;

    Decorating(String id) {
      super("no such id: " + id);
    }
  }

  static final class Private extends Exception {
    private static final long serialVersionUID = 1;

    Private() {
      this(1, 2, 3);
    }

    private Private(int a, int b, int c) {
      super("private " + a + b + c);
    }
  }

  static final class Demanding extends Exception {
    private static final long serialVersionUID = 1;

    Demanding(List<String> names, int count) {
      super(names + " " + count);
    }
  }

  static class Base extends Exception {
    private static final long serialVersionUID = 1;
    String inherited = "unset";

    Base(String message) {
      super(message);
    }
  }

  static final class Rich extends Base {
    private static final long serialVersionUID = 1;
    final int code;
    final transient List<String> details;
    transient ValueTypes.Point point;
    transient Thread thread;

    Rich(String message, int code, List<String> details) {
      super(message);
      this.code = code;
      this.details = details;
      this.point = new ValueTypes.Point(1, 2);
      this.thread = Thread.currentThread();
      this.inherited = "base";
    }
  }

  static final class Computed extends Exception {
    private static final long serialVersionUID = 1;
    private final int status;

    Computed(int status) {
      this.status = status;
    }

    @Override
    public String getMessage() {
      return "status " + status;
    }
  }

  static final class Hostile extends Exception {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message for you");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no stack for you");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new StackOverflowError();
    }
  }

  static final class FailsToInitialise extends Exception {
    private static final long serialVersionUID = 1;
    static final int VALUE = Integer.parseInt("x");
  }

  static final class Bomb {
    static {
      exploded = true;
    }
  }
}
