package io.faast.tck.functions;

import io.faast.worker.FaastContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What goes wrong in functions, decided by the number of the attempt.
 *
 * @since 0.1.0
 */
public class FaultFunctions {
  private static final Map<String, Boolean> FAILED = new ConcurrentHashMap<>();

  /** An exception that can be built again: it says everything in its message and its fields. */
  public static class OrderException extends Exception {
    private static final long serialVersionUID = 1L;

    public OrderException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** An exception that no other process can build: it wants what does not travel. */
  public static class StubbornException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StubbornException(Thread thread, AtomicBoolean unused) {
      super("stubborn in " + thread.getName().isEmpty());
    }
  }

  /** An exception that cannot even say what it is. */
  public static class MuteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("mute");
    }
  }

  public String fine(String text) {
    return text;
  }

  public String throwIllegalArgument(String message) {
    throw new IllegalArgumentException(message);
  }

  public String throwOrder(String message) throws OrderException {
    OrderException order =
        new OrderException(
            message, new IllegalStateException("cause", new ArithmeticException("root")));
    order.addSuppressed(new UnsupportedOperationException("suppressed"));
    throw order;
  }

  public String throwWithoutMessage() {
    throw new NullPointerException();
  }

  public String throwStubborn() {
    throw new StubbornException(Thread.currentThread(), new AtomicBoolean());
  }

  public String throwMute() {
    throw new MuteException();
  }

  public String throwAssertionError(String message) {
    throw new AssertionError(message);
  }

  public int overflowStack(int depth) {
    return depth < 0 ? depth : overflowStack(depth + 1) + 1;
  }

  public String throwCycle() throws Exception {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);
    throw second;
  }

  /** Throws the first time that a worker runs it with {@code key}, and returns the second time. */
  public String throwsOnce(String key) {
    if (FAILED.put(key, true) == null) {
      throw new IllegalStateException("first run of " + key);
    }
    return "ran again";
  }

  /** Ends the worker with {@code code} on attempts before {@code attempt}. */
  public int exitUntil(int attempt, int code) {
    int now = FaastContext.current().attempt();
    if (now < attempt) {
      System.exit(code);
    }
    return now;
  }

  /** Ends the worker without any clean-up on attempts before {@code attempt}. */
  public int haltUntil(int attempt, int code) {
    int now = FaastContext.current().attempt();
    if (now < attempt) {
      Runtime.getRuntime().halt(code);
    }
    return now;
  }

  /** Runs for ever on attempts before {@code attempt}, without noticing an interrupt. */
  public int spinUntil(int attempt) {
    int now = FaastContext.current().attempt();
    if (now < attempt) {
      Blocker.spin();
    }
    return now;
  }

  /** Runs until cancelled on attempts before {@code attempt}. */
  public int blockUntil(int attempt) throws InterruptedException {
    int now = FaastContext.current().attempt();
    if (now < attempt) {
      Blocker.block();
    }
    return now;
  }

  /** Holds {@code mb} MiB, touched, and returns how many there were. */
  public int hold(int mb) {
    List<byte[]> held = new ArrayList<>();
    for (int i = 0; i < mb; i++) {
      byte[] page = new byte[1 << 20];
      page[i % page.length] = 1;
      held.add(page);
    }
    return held.size();
  }

  /** Prints {@code kb} KiB. */
  public String chatter(String text, int kb) {
    String line = "chatter ".repeat(128);
    for (int i = 0; i < kb; i++) {
      System.out.println(line);
    }
    return text;
  }

  public String closeStdout(String text) {
    System.out.close();
    System.err.close();
    return text;
  }
}
