package io.faast.emulator.aws.s3;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.core.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes the framing off that the SDK puts around what it uploads: "Signature calculations for the
 * Authorization header: transferring payload in multiple chunks" of S3's API reference. The
 * signatures of the single chunks are not looked at.
 */
final class Body {
  private Body() {}

  static byte[] of(Request request) {
    String hash = request.header("x-amz-content-sha256");
    if (hash == null || !hash.startsWith("STREAMING-")) {
      return request.body();
    }
    byte[] framed = request.body();
    ByteArrayOutputStream content = new ByteArrayOutputStream(framed.length);
    int at = 0;
    while (true) {
      int end = line(framed, at);
      String head = new String(framed, at, end - at, StandardCharsets.US_ASCII);
      int size = size(head);
      at = end + 2;
      if (size == 0) {
        break;
      }
      if (size > framed.length - at - 2) {
        throw incomplete();
      }
      content.write(framed, at, size);
      at += size + 2;
    }
    String length = request.header("x-amz-decoded-content-length");
    if (length != null && !length.equals(String.valueOf(content.size()))) {
      throw incomplete();
    }
    return content.toByteArray();
  }

  private static int line(byte[] bytes, int from) {
    for (int i = from; i + 1 < bytes.length; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        return i;
      }
    }
    throw incomplete();
  }

  private static int size(String head) {
    int semicolon = head.indexOf(';');
    try {
      return Integer.parseInt(semicolon < 0 ? head : head.substring(0, semicolon), 16);
    } catch (NumberFormatException e) {
      throw incomplete();
    }
  }

  private static ApiException incomplete() {
    return new ApiException(
        400,
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header.");
  }
}
