package io.faast.aws.worker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes and a few fields as one line of ASCII: {@code faast/1 key=value … b=base64}.
 *
 * <p>Lambda wants JSON and SQS wants text. The line has no character that either would escape, so
 * in quotes it is JSON, and reading it takes no parser. Immutable but for the fields that its maker
 * adds.
 */
public final class Envelope {
  /** The attempt's number in its run, in base 36: later ones have larger ones. */
  public static final String ID = "u";

  /** The call's number. */
  public static final String CALL = "c";

  /** The attempt's number. */
  public static final String ATTEMPT = "a";

  /** URL of the queue that answers go to. */
  public static final String ANSWERS = "q";

  /** URL of the queue that a stream's credit comes from. */
  public static final String CONTROL = "k";

  /** How many items a stream may produce so far: a sum that only grows. */
  public static final String CREDIT = "g";

  /** The most bytes of a reply that is returned as it is; a larger one is stored. */
  public static final String INLINE = "r";

  /** The number of a message within its attempt, from 0. */
  public static final String MESSAGE = "m";

  /** How many messages the attempt sent; in what the function returns. */
  public static final String MESSAGES = "n";

  /** How many requests to SQS the worker made for the attempt, as SQS counts them. */
  public static final String REQUESTS = "p";

  /** The worker's name: its log stream. */
  public static final String WORKER = "w";

  /** Lambda's id of the execution. */
  public static final String EXECUTION = "x";

  /** How long the worker was occupied, in ns. */
  public static final String NANOS = "t";

  /** How long the worker took to start, in ns; only in its first answer. */
  public static final String INIT_NANOS = "i";

  /** URL that a request is fetched from which is too large for the message. */
  public static final String FETCH = "f";

  /** URL that a reply is stored at which is too large for the answer. */
  public static final String STORE = "s";

  /** How many bytes a request or a reply has that is stored. */
  public static final String STORED = "l";

  /** Why there is no reply: the request could not be fetched, or the reply not be stored. */
  public static final String TROUBLE = "e";

  /** How many requests to S3 it took to fetch the request, as S3 bills them. */
  public static final String FETCHES = "j";

  /** How many requests to S3 it took to store the reply, as S3 bills them. */
  public static final String STORES = "h";

  private static final String HEAD = "faast/1";
  private static final String BODY = " b=";
  private static final int MAX_HEAD = 32_768;

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final ByteBuffer body;

  /** Makes an envelope around bytes; their position does not move. */
  public Envelope(ByteBuffer body) {
    this.body = body.duplicate();
  }

  /**
   * Adds a field and returns this envelope.
   *
   * @throws IllegalArgumentException if the value has a character that would have to be escaped
   */
  public Envelope with(String key, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c > '~' || c == '"' || c == '\\') {
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

  /** Returns the bytes; they belong to the caller if this envelope was parsed. */
  public ByteBuffer body() {
    return body.duplicate();
  }

  /** Returns the line. */
  public byte[] toText() {
    return toBytes("");
  }

  /** Returns the line in quotes. */
  public byte[] toJson() {
    return toBytes("\"");
  }

  private byte[] toBytes(String quote) {
    StringBuilder head = new StringBuilder(256).append(quote).append(HEAD);
    fields.forEach((key, value) -> head.append(' ').append(key).append('=').append(value));
    byte[] start = head.append(BODY).toString().getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer encoded = Base64.getEncoder().encode(body.duplicate());
    byte[] all = new byte[start.length + encoded.remaining() + quote.length()];
    System.arraycopy(start, 0, all, 0, start.length);
    int bytes = encoded.remaining();
    encoded.get(all, start.length, bytes);
    if (!quote.isEmpty()) {
      all[all.length - 1] = '"';
    }
    return all;
  }

  /**
   * Reads a line, with quotes around it or without.
   *
   * @throws IllegalArgumentException if it is no envelope of this version
   */
  public static Envelope parse(ByteBuffer bytes) {
    ByteBuffer line = unquoted(bytes);
    int end = bodyAt(line);
    byte[] head = new byte[end];
    line.get(head);
    String[] parts = new String(head, StandardCharsets.ISO_8859_1).split(" ", -1);
    if (!parts[0].equals(HEAD)) {
      throw new IllegalArgumentException("no message of " + HEAD + ": it begins otherwise");
    }
    line.position(line.position() + BODY.length());
    Envelope envelope = new Envelope(Base64.getDecoder().decode(line));
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("a field of the message has no value");
      }
      envelope.fields.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
    }
    return envelope;
  }

  private static ByteBuffer unquoted(ByteBuffer bytes) {
    ByteBuffer line = bytes.slice();
    int last = line.limit() - 1;
    if (last >= 1 && line.get(0) == '"' && line.get(last) == '"') {
      line.position(1).limit(last);
    }
    return line.slice();
  }

  private static int bodyAt(ByteBuffer line) {
    int most = Math.min(MAX_HEAD, line.limit() - BODY.length());
    for (int i = 0; i <= most; i++) {
      if (line.get(i) == ' ' && line.get(i + 1) == 'b' && line.get(i + 2) == '=') {
        return i;
      }
    }
    throw new IllegalArgumentException("no message of " + HEAD + ": it has no body");
  }
}
