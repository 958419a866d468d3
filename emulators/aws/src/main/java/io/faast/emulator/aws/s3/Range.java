package io.faast.emulator.aws.s3;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.core.Request;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of an object that is asked for: from a byte on, and maybe up to one. */
record Range(long from, long to, boolean isWhole) {
  private static final Pattern HEADER = Pattern.compile("bytes=([0-9]{1,12})-([0-9]{0,12})");

  static Range of(Request request) {
    String header = request.header("range");
    if (header == null) {
      return new Range(0, Long.MAX_VALUE, true);
    }
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw S3Service.unknown(request);
    }
    String to = matcher.group(2);
    return new Range(
        Long.parseLong(matcher.group(1)),
        to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to),
        false);
  }

  byte[] in(byte[] content) {
    if (isWhole) {
      return content;
    }
    if (from >= content.length) {
      throw new ApiException(416, "InvalidRange", "The requested range is not satisfiable");
    }
    return Arrays.copyOfRange(content, (int) from, (int) Math.min(content.length, to + 1));
  }
}
