package io.faast.emulator.aws.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.faast.emulator.aws.core.Permission;
import io.faast.emulator.aws.core.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Layers that exist in the account, as far as functions use them: "Packaging your layer content" of
 * the developer guide has the jars of Java in {@code java/lib}. Thread-safe.
 */
final class Layers {
  private final Place place;
  private final Path directory;
  private final Map<String, CodePackage> byArn = new ConcurrentHashMap<>();

  Layers(Place place, Path directory) {
    this.place = place;
    this.directory = directory;
  }

  /** Adds the first version of a layer, and returns its ARN. */
  String add(String name, byte[] zip) {
    String arn = place.arn("lambda", "layer:" + name + ":1");
    byArn.put(arn, CodePackage.unpack(zip, directory.resolve("layer-" + UUID.randomUUID())));
    return arn;
  }

  /** Returns what a request that uses layers has to be allowed. */
  static List<Permission> permissions(JsonNode request) {
    List<Permission> needed = new ArrayList<>();
    request
        .path("Layers")
        .forEach(layer -> needed.add(new Permission("lambda:GetLayerVersion", layer.asText())));
    return needed;
  }

  /** Refuses a request with a layer that there is not, or one too many. */
  void check(JsonNode request) {
    JsonNode wanted = request.path("Layers");
    if (wanted.size() > 5) {
      throw FunctionConfig.invalid("Cannot reference more than 5 layers.");
    }
    for (JsonNode layer : wanted) {
      if (!byArn.containsKey(layer.asText())) {
        throw FunctionConfig.invalid("Layer version " + layer.asText() + " does not exist.");
      }
    }
  }

  /** Returns the jars of a function's layers, in the order in which Java looks through them. */
  List<String> jars(FunctionConfig config) {
    List<String> jars = new ArrayList<>();
    for (JsonNode layer : config.asGiven().path("Layers")) {
      CodePackage unpacked = byArn.get(layer.asText());
      Path lib = unpacked == null ? null : unpacked.root().resolve("java/lib");
      if (lib == null || !Files.isDirectory(lib)) {
        continue;
      }
      try (Stream<Path> files = Files.list(lib)) {
        files.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().forEach(jars::add);
      } catch (IOException e) {
        throw new UncheckedIOException("listing " + lib, e);
      }
    }
    return jars;
  }
}
