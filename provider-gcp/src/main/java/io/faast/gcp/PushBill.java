package io.faast.gcp;

/**
 * As how many bytes the pushes of one message are billed. How large it is and how often it was
 * pushed is known in either order, and may be told twice. Thread-safe.
 */
final class PushBill {
  private long each = -1;
  private int pushes = 1;

  /** Notes the size of a push, and returns as how many bytes all so far are billed. */
  synchronized long sized(long bytes) {
    each = bytes;
    return pushes * bytes;
  }

  /** Notes how often the message was pushed so far; returns as how many bytes what is new is. */
  synchronized long pushed(int times) {
    int more = Math.max(0, times - pushes);
    pushes += more;
    return each < 0 ? 0 : more * each;
  }
}
