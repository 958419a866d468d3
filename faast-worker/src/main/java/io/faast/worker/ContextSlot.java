package io.faast.worker;

import org.jspecify.annotations.Nullable;

/**
 * A worker's place for the context of its current call. Threads inherit the place and not the
 * context: threads of a pool, the common one too, then see the call that is served now and not the
 * one that happened to start them.
 */
final class ContextSlot {
  private static final InheritableThreadLocal<ContextSlot> SLOT = new InheritableThreadLocal<>();

  private volatile @Nullable FaastContext context;

  static @Nullable FaastContext current() {
    ContextSlot slot = SLOT.get();
    return slot == null ? null : slot.context;
  }

  /** Makes this the slot of the calling thread and returns the one it had. */
  @Nullable ContextSlot bind() {
    ContextSlot before = SLOT.get();
    SLOT.set(this);
    return before;
  }

  static void restore(@Nullable ContextSlot before) {
    if (before == null) {
      SLOT.remove();
    } else {
      SLOT.set(before);
    }
  }

  void set(@Nullable FaastContext current) {
    context = current;
  }
}
