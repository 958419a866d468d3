package io.faast.corpus;

import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Prints what a workload sees of its library: a line {@code case=value} for each case, then a
 * checksum of all of them.
 *
 * <p>What a case throws is its value: type, message, causes, and the innermost frame of library
 * code with its line number. Values that differ from run to run (identity hash codes, numbers of
 * generated classes) are made equal. On the class path of every workload, so it uses the JDK alone.
 */
public final class Cases {
  private static final int MAX_LENGTH = 400;
  private static final int MAX_CAUSES = 4;
  private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{5,8}\\b");
  private static final Pattern LAMBDA = Pattern.compile("Lambda(\\$\\d+)?/(0x)?[0-9a-f]+");
  private static final Pattern GENERATED = Pattern.compile("\\$Proxy\\d+");

  private final boolean stacks = Boolean.getBoolean("corpus.stacks");
  private final CRC32 total = new CRC32();
  private final List<Pattern> random;

  /**
   * Starts a run.
   *
   * @param random regular expressions of what else differs from run to run in this workload
   */
  public Cases(String... random) {
    this.random = Arrays.stream(random).map(Pattern::compile).toList();
  }

  /** What a case does. */
  @FunctionalInterface
  public interface Body {
    /** Returns what is compared, by its text. */
    Object run() throws Throwable;
  }

  /** Runs a case and prints its line. */
  public void add(String name, Body body) {
    String value;
    try {
      value = text(body.run());
    } catch (Throwable e) {
      value = failure(e);
      if (stacks) {
        print(System.err, e);
      }
    }
    String line = name + "=" + shortened(scrubbed(value));
    total.update(line.getBytes(StandardCharsets.UTF_8));
    System.out.println(line);
  }

  /** Prints the checksum. */
  public void finish() {
    System.out.println("total=" + Long.toHexString(total.getValue()));
  }

  /** Returns the text of a value: arrays, collections and maps by their elements. */
  public static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.length + " bytes, CRC " + crc(bytes);
    }
    if (value != null && value.getClass().isArray()) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        parts.add(text(Array.get(value, i)));
      }
      return parts.toString();
    }
    if (value instanceof Collection<?> collection) {
      return collection.stream().map(Cases::text).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> text(entry.getKey()) + ": " + text(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return String.valueOf(value);
  }

  /** Returns the CRC-32 of bytes in hexadecimal. */
  public static String crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return Long.toHexString(crc.getValue());
  }

  private static String failure(Throwable e) {
    StringBuilder text = new StringBuilder();
    Throwable at = e;
    for (int i = 0; at != null && i < MAX_CAUSES; i++) {
      text.append(i == 0 ? "!" : " <- ").append(at.getClass().getName());
      text.append(": ").append(at.getMessage());
      at = at.getCause() == at ? null : at.getCause();
    }
    return text.append(innermost(e)).toString();
  }

  private static String innermost(Throwable e) {
    for (StackTraceElement frame : e.getStackTrace()) {
      String type = frame.getClassName();
      boolean library =
          !type.startsWith("java.")
              && !type.startsWith("javax.")
              && !type.startsWith("jdk.")
              && !type.startsWith("sun.")
              && !type.startsWith("com.sun.")
              && !type.contains("/")
              && !type.contains("$Proxy");
      if (library) {
        return " at " + type + "." + frame.getMethodName() + ":" + frame.getLineNumber();
      }
    }
    return "";
  }

  private String scrubbed(String value) {
    String text = IDENTITY.matcher(value).replaceAll("@#");
    text = LAMBDA.matcher(text).replaceAll("Lambda");
    text = GENERATED.matcher(text).replaceAll("\\$Proxy");
    for (Pattern pattern : random) {
      text = pattern.matcher(text).replaceAll("#");
    }
    return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
  }

  private static String shortened(String value) {
    if (value.length() <= MAX_LENGTH) {
      return value;
    }
    String crc = crc(value.getBytes(StandardCharsets.UTF_8));
    return value.substring(0, MAX_LENGTH) + "… " + value.length() + " characters, CRC " + crc;
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private static void print(java.io.PrintStream out, Throwable e) {
    e.printStackTrace(out);
  }
}
