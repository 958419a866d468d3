package io.faast.emulator.gcp.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A page of a list, as a request asks for it: by prefix, perhaps by delimiter. */
final class Listing {
  private static final int MOST = 1_000;

  private Listing() {}

  static ObjectNode of(String kind, List<ObjectNode> all, Request request) {
    String prefix = text(request, "prefix");
    String delimiter = text(request, "delimiter");
    String token = text(request, "pageToken");
    String given = text(request, "maxResults");
    int most = given.isEmpty() ? MOST : Math.min(MOST, Math.max(1, Integer.parseInt(given)));
    Set<String> prefixes = new TreeSet<>();
    ObjectNode answer = Json.object().put("kind", kind);
    ArrayNode items = answer.putArray("items");
    for (ObjectNode each : all) {
      String name = each.path("name").asText();
      if (!name.startsWith(prefix) || (!token.isEmpty() && name.compareTo(token) <= 0)) {
        continue;
      }
      if (items.size() == most) {
        answer.put("nextPageToken", items.get(most - 1).path("name").asText());
        break;
      }
      int end = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
      if (end >= 0) {
        prefixes.add(name.substring(0, end + delimiter.length()));
      } else {
        items.add(each);
      }
    }
    if (items.isEmpty()) {
      answer.remove("items");
    }
    if (!prefixes.isEmpty()) {
      ArrayNode list = answer.putArray("prefixes");
      prefixes.forEach(list::add);
    }
    return answer;
  }

  private static String text(Request request, String name) {
    String value = request.parameter(name);
    return value == null ? "" : value;
  }
}
