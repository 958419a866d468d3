package io.faast.emulator.core;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads and writes JSON. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** What was sent is no JSON object. */
  public static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  /** Returns an empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads an object; nothing is one without fields.
   *
   * @throws Malformed if it is none
   */
  public static ObjectNode read(byte[] document) {
    try {
      JsonNode read = document.length == 0 ? object() : MAPPER.readTree(document);
      if (read instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw new Malformed(String.valueOf(e.getMessage()));
    }
    throw new Malformed("Expected a JSON object");
  }

  /** Returns whether something is a JSON document, without building it. */
  public static boolean valid(byte[] document) {
    try (JsonParser parser = MAPPER.createParser(document)) {
      boolean any = parser.nextToken() != null;
      parser.skipChildren();
      return any && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads any JSON value, or takes what is none as text. */
  public static JsonNode value(byte[] document) {
    try {
      return MAPPER.readTree(document);
    } catch (IOException e) {
      return MAPPER.getNodeFactory().binaryNode(document);
    }
  }

  /** Writes a value. */
  public static byte[] bytes(JsonNode value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns an object of strings as a map; an absent one is empty. */
  public static Map<String, String> strings(JsonNode object) {
    Map<String, String> strings = new LinkedHashMap<>();
    object.properties().forEach(field -> strings.put(field.getKey(), field.getValue().asText()));
    return strings;
  }

  /** Returns a map as an object of strings. */
  public static ObjectNode object(Map<String, String> strings) {
    ObjectNode object = object();
    strings.forEach(object::put);
    return object;
  }
}
