package io.faast.emulator.gcp.storage;

import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Status;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The body of a multipart upload: a document that describes the object, and its content. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares uploads
record Multipart(byte[] document, String contentType, byte[] content) {

  static Multipart of(@Nullable String type, byte[] body) {
    int at = type == null ? -1 : type.indexOf("boundary=");
    if (type == null || at < 0) {
      throw malformed("no boundary");
    }
    String boundary = type.substring(at + "boundary=".length()).replace("\"", "").strip();
    byte[] mark = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
    int first = find(body, mark, 0);
    int second = first < 0 ? -1 : find(body, mark, first + mark.length);
    int end = second < 0 ? -1 : find(body, mark, second + mark.length);
    if (end < 0) {
      throw malformed("fewer than two parts");
    }
    Part document = part(body, first + mark.length, second);
    Part content = part(body, second + mark.length, end);
    return new Multipart(document.content, content.type, content.content);
  }

  private record Part(String type, byte[] content) {}

  private static Part part(byte[] body, int from, int to) {
    byte[] gap = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    int head = find(body, gap, from);
    if (head < 0 || head + gap.length > to - 2) {
      throw malformed("a part without an end");
    }
    String type = "application/octet-stream";
    String lines = new String(body, from, head - from, StandardCharsets.UTF_8);
    for (String line : lines.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-type:")) {
        type = line.substring("content-type:".length()).strip();
      }
    }
    return new Part(type, Arrays.copyOfRange(body, head + gap.length, to - 2));
  }

  private static int find(byte[] in, byte[] what, int from) {
    outer:
    for (int i = from; i <= in.length - what.length; i++) {
      for (int j = 0; j < what.length; j++) {
        if (in[i + j] != what[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }

  private static ApiException malformed(String what) {
    return new ApiException(Status.INVALID_ARGUMENT, "Malformed multipart body: " + what);
  }
}
