package io.faast.worker;

/**
 * Why a worker refused a call: the user's method did not run, or its result cannot be sent.
 *
 * @since 0.1.0
 */
public enum Refusal {
  /** The request is of another protocol version; the message names both. */
  PROTOCOL_VERSION,
  /** The request is truncated or corrupt. */
  BAD_REQUEST,
  /** The module has no public method of that id. */
  UNKNOWN_FUNCTION,
  /** An argument cannot be rebuilt from its bytes. */
  ARGUMENT_UNREADABLE,
  /** The result or an item cannot travel, or would arrive different. */
  RESULT_UNSERIALIZABLE,
  /** The encoded result or item is over the provider's limit; the message names both sizes. */
  RESULT_TOO_LARGE,
  /**
   * The module could not be built: its constructor or class initialiser failed, or is not public.
   */
  MODULE_FAILED,
  /** A class without which the module cannot be used is missing in the bundle. */
  CLASS_MISSING,
  /** The function ran out of memory. */
  OUT_OF_MEMORY;

  private static final Refusal[] ALL = values();

  @SuppressWarnings("EnumOrdinal") // the order of the constants is part of the protocol version
  void writeTo(MessageWriter w) {
    w.writeByte(ordinal());
  }

  static Refusal read(MessageReader r) throws ProtocolException {
    int ordinal = r.readByte();
    if (ordinal < 0 || ordinal >= ALL.length) {
      throw new ProtocolException("Unknown refusal " + ordinal);
    }
    return ALL[ordinal];
  }
}
