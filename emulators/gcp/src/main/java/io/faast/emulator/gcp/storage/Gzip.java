package io.faast.emulator.gcp.storage;

import io.faast.emulator.core.Request;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Takes the compression off that Google's client puts on what it sends. */
final class Gzip {
  private static final int MOST = 300 << 20;

  private Gzip() {}

  static Request unpacked(Request sent) {
    if (!"gzip".equals(sent.header("content-encoding"))) {
      return sent;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(sent.body()))) {
      byte[] body = in.readNBytes(MOST);
      if (in.read() >= 0) {
        throw new ApiException(Status.INVALID_ARGUMENT, 413, "The request is too large");
      }
      Map<String, String> headers = new HashMap<>(sent.headers());
      headers.remove("content-encoding");
      return new Request(sent.method(), sent.rawPath(), sent.rawQuery(), headers, body);
    } catch (IOException e) {
      throw new ApiException(Status.INVALID_ARGUMENT, "Malformed gzip: " + e.getMessage());
    }
  }
}
