package io.faast.emulator.aws.iam;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.core.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of the query protocol. */
record Form(Map<String, String> fields) {
  static Form of(Request request) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : request.text().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return new Form(fields);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Nullable String optional(String name) {
    return fields.get(name);
  }

  String get(String name, String otherwise) {
    return fields.getOrDefault(name, otherwise);
  }

  String get(String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new ApiException(
          400,
          "ValidationError",
          "1 validation error detected: Value null at '"
              + name.substring(0, 1).toLowerCase(Locale.ROOT)
              + name.substring(1)
              + "' failed to satisfy constraint: Member must not be null");
    }
    return value;
  }

  /** Returns tags, which come as {@code Tags.member.1.Key} and so on. */
  Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int i = 1; fields.containsKey("Tags.member." + i + ".Key"); i++) {
      tags.put(get("Tags.member." + i + ".Key"), get("Tags.member." + i + ".Value", ""));
    }
    return tags;
  }

  List<String> list(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 1; fields.containsKey(name + ".member." + i); i++) {
      values.add(get(name + ".member." + i));
    }
    return values;
  }
}
