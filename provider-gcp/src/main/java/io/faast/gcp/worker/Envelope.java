package io.faast.gcp.worker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A few fields as one line of ASCII, {@code faast/1 key=value … l=length}, and bytes as they are.
 * It is the body of a call, of its answer, and of every message: neither HTTP nor Pub/Sub needs
 * more. Immutable but for the fields that its maker adds.
 */
public final class Envelope {
  /** The attempt's number in its run, in base 36: later ones have larger ones. */
  public static final String ID = "u";

  /** The call's number. */
  public static final String CALL = "c";

  /** The attempt's number. */
  public static final String ATTEMPT = "a";

  /** How long the function may run, in ms. */
  public static final String TIMEOUT = "d";

  /** Full name of the topic that answers and items go to. */
  public static final String ANSWERS = "q";

  /** Full name of the subscription that a stream's credit comes from. */
  public static final String CONTROL = "k";

  /** How many items a stream may produce so far: a sum that only grows. */
  public static final String CREDIT = "g";

  /** The number of a message with items within its attempt, from 0. */
  public static final String MESSAGE = "m";

  /** How many messages with items the attempt sent; in its answer. */
  public static final String MESSAGES = "n";

  /** As how many bytes Pub/Sub bills what the worker pulled: what it publishes, its client sees. */
  public static final String VOLUME = "p";

  /** The worker's name: the id of its instance. */
  public static final String WORKER = "w";

  /** Google's id of the execution. */
  public static final String EXECUTION = "x";

  /** How long the attempt occupied its instance and was not counted for another one, in ns. */
  public static final String NANOS = "t";

  /** How long the worker took to start, in ns; only in its first answer. */
  public static final String INIT_NANOS = "i";

  /** Bucket and object, with a slash between, of a request that is too large for its message. */
  public static final String FETCH = "f";

  /** Bucket and object, with a slash between, for a reply that is too large for its answer. */
  public static final String STORE = "s";

  /** The most bytes of a reply that is answered as it is; a larger one is stored. */
  public static final String INLINE = "r";

  /** How many bytes a request or a reply has that is stored. */
  public static final String STORED = "o";

  /** Why there is no reply, URL-encoded: the request or the reply got lost on its way. */
  public static final String TROUBLE = "e";

  /** How many requests to Cloud Storage it took to fetch the request. */
  public static final String FETCHES = "j";

  /** How many requests to Cloud Storage it took to store the reply. */
  public static final String STORES = "h";

  /** Says that the instance ends behind this answer, and runs nothing any more. */
  public static final String LAST = "b";

  /** What the message is about, if neither items nor a reply: see the constants that follow. */
  public static final String END = "z";

  /** {@link #END}: the attempt was stopped at its timeout. */
  public static final String TIMED_OUT = "timed-out";

  /** {@link #END}: the attempt used up the heap; the body says more, in UTF-8. */
  public static final String OUT_OF_MEMORY = "out-of-memory";

  /** {@link #END}: the attempt begins; through the queue only. */
  public static final String STARTED = "started";

  /** {@link #END}: the message came again, and nobody answered it before; it was not executed. */
  public static final String REDELIVERED = "redelivered";

  /** How often the message was delivered, with {@link #REDELIVERED}. */
  public static final String DELIVERIES = "y";

  private static final String HEAD = "faast/1";
  private static final String LENGTH = "l";
  private static final int MAX_HEAD = 8_192;

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final ByteBuffer body;

  /** Makes an envelope around bytes; their position does not move. */
  public Envelope(ByteBuffer body) {
    this.body = body.duplicate();
  }

  /** Makes an envelope of fields alone. */
  public Envelope() {
    this(ByteBuffer.allocate(0));
  }

  /**
   * Adds a field and returns this envelope.
   *
   * @throws IllegalArgumentException if the value has a character that ends a field
   */
  public Envelope with(String key, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c > '~') {
        throw new IllegalArgumentException("field " + key + " has the character " + (int) c);
      }
    }
    fields.put(key, value);
    return this;
  }

  /** Adds a number and returns this envelope. */
  public Envelope with(String key, long value) {
    return with(key, Long.toString(value));
  }

  /** Returns a field, or null if it is not there. */
  public @Nullable String get(String key) {
    return fields.get(key);
  }

  /**
   * Returns a number, or a default if it is not there.
   *
   * @throws IllegalArgumentException if it is no number
   */
  public long number(String key, long otherwise) {
    String value = fields.get(key);
    return value == null ? otherwise : Long.parseLong(value);
  }

  /** Returns the bytes without the fields. */
  public ByteBuffer body() {
    return body.duplicate();
  }

  /** Returns the line and the bytes. */
  public byte[] toBytes() {
    StringBuilder head = new StringBuilder(256).append(HEAD);
    fields.forEach((key, value) -> head.append(' ').append(key).append('=').append(value));
    head.append(' ').append(LENGTH).append('=').append(body.remaining()).append('\n');
    byte[] line = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[line.length + body.remaining()];
    System.arraycopy(line, 0, all, 0, line.length);
    body.duplicate().get(all, line.length, body.remaining());
    return all;
  }

  /**
   * Reads an envelope; its bytes stay where they are.
   *
   * @throws IllegalArgumentException if it is none of this version, or not whole
   */
  public static Envelope parse(ByteBuffer bytes) {
    ByteBuffer rest = bytes.slice();
    byte[] head = new byte[lineLength(rest)];
    rest.get(head).get();
    String[] parts = new String(head, StandardCharsets.ISO_8859_1).split(" ", -1);
    if (!parts[0].equals(HEAD)) {
      throw new IllegalArgumentException("no message of " + HEAD + ": it begins otherwise");
    }
    Envelope envelope = new Envelope(rest.slice());
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("a field of the message has no value");
      }
      envelope.fields.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
    }
    long length = envelope.number(LENGTH, -1);
    if (length != rest.remaining()) {
      throw new IllegalArgumentException(
          "the message was cut: " + rest.remaining() + " bytes came of " + length);
    }
    envelope.fields.remove(LENGTH);
    return envelope;
  }

  private static int lineLength(ByteBuffer bytes) {
    int most = Math.min(MAX_HEAD, bytes.limit());
    for (int i = 0; i < most; i++) {
      if (bytes.get(i) == '\n') {
        return i;
      }
    }
    throw new IllegalArgumentException("no message of " + HEAD + ": its first line has no end");
  }
}
