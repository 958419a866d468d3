package io.faast.bundler.hints;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one file of native-image metadata, of the kind that its name or its form says. */
final class NativeImageReader {
  private static final List<String> TYPES = List.of("type", "name");

  private final HintCollector out;
  private final String origin;

  NativeImageReader(HintCollector out, String origin) {
    this.out = out;
    this.origin = origin;
  }

  void read(byte[] content) {
    Object root;
    try {
      root = Json.read(content);
    } catch (Json.Malformed e) {
      out.note(origin + ": not read, as it " + e.getMessage());
      return;
    }
    if (root instanceof Map<?, ?> map) {
      object(map);
    } else if (root instanceof List<?> list) {
      if (origin.endsWith("proxy-config.json")) {
        proxies(list);
      } else if (origin.endsWith("serialization-config.json")) {
        serialised(list);
      } else {
        new ReflectionReader(out, origin).read(list);
      }
    }
  }

  /** The unified file, or one of the older ones whose root is an object. */
  private void object(Map<?, ?> root) {
    new ReflectionReader(out, origin).read(root.get("reflection"));
    new ReflectionReader(out, origin).read(root.get("jni"));
    serialised(root.get("serialization"));
    serialised(root.get("types"));
    lambdas(root.get("lambdaCapturingTypes"));
    proxies(root.get("proxies"));
    globs(root.get("globs"));
    bundles(root.get("bundles"));
    Object resources = root.get("resources");
    if (resources instanceof Map<?, ?> map) {
      patterns(map.get("includes"), false);
      patterns(map.get("excludes"), true);
    } else {
      globs(resources);
      patterns(resources, false);
      bundles(resources);
    }
  }

  /** Returns the type that a condition names, or null if there is none that is not always met. */
  static @Nullable String condition(Map<?, ?> entry) {
    if (!(entry.get("condition") instanceof Map<?, ?> condition)) {
      return null;
    }
    Object type = condition.get("typeReached");
    return TypeNames.internal(type != null ? type : condition.get("typeReachable"));
  }

  private void proxies(@Nullable Object array) {
    if (!(array instanceof List<?> list)) {
      return;
    }
    for (Object entry : list) {
      if (entry instanceof Map<?, ?> map) {
        proxy(condition(map), map.get("interfaces"));
      } else {
        proxy(null, entry);
      }
    }
  }

  private void proxy(@Nullable String condition, @Nullable Object names) {
    List<String> interfaces = new ArrayList<>();
    for (String name : Json.strings(names)) {
      String internal = TypeNames.internal(name);
      if (internal != null) {
        interfaces.add(internal);
      }
    }
    if (!interfaces.isEmpty() && !out.isFull(origin)) {
      out.proxies.add(new ProxyHint(condition, interfaces, origin));
    }
  }

  private void serialised(@Nullable Object array) {
    for (Map<?, ?> entry : Json.objects(array)) {
      for (String key : TYPES) {
        String name = TypeNames.internal(entry.get(key));
        if (name != null && !out.isFull(origin)) {
          out.keep(condition(entry), name, Members.SERIALISATION, origin);
        }
        if (entry.get(key) instanceof Map<?, ?> type) {
          proxy(condition(entry), type.get("proxy"));
          lambda(condition(entry), type.get("lambda"));
        }
      }
      String target = TypeNames.internal(entry.get("customTargetConstructorClass"));
      if (target != null) {
        out.keep(condition(entry), target, List.of(Members.NO_ARG_CONSTRUCTOR), origin);
      }
    }
  }

  private void lambdas(@Nullable Object array) {
    for (Map<?, ?> entry : Json.objects(array)) {
      capturing(condition(entry), TypeNames.internal(entry.get("name")));
    }
  }

  private void lambda(@Nullable String condition, @Nullable Object lambda) {
    if (lambda instanceof Map<?, ?> map) {
      capturing(condition, TypeNames.internal(map.get("declaringClass")));
    }
  }

  private void capturing(@Nullable String condition, @Nullable String name) {
    if (name != null && !out.isFull(origin)) {
      out.keep(condition, name, List.of(Members.methodNamed("$deserializeLambda$")), origin);
    }
  }

  private void globs(@Nullable Object array) {
    for (Map<?, ?> entry : Json.objects(array)) {
      if (entry.get("glob") instanceof String glob) {
        resource(condition(entry), glob, true, false);
      }
    }
  }

  private void patterns(@Nullable Object array, boolean excluded) {
    for (Map<?, ?> entry : Json.objects(array)) {
      if (entry.get("pattern") instanceof String pattern) {
        resource(condition(entry), pattern, false, excluded);
      }
    }
  }

  /** Adds a pattern of resources, which may begin with the name of a module and a colon. */
  void resource(@Nullable String condition, String written, boolean glob, boolean excluded) {
    if (out.isFull(origin)) {
      return;
    }
    int colon = written.indexOf(':');
    boolean module = colon > 0;
    for (int i = 0; i < colon; i++) {
      char c = written.charAt(i);
      module &= Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
    }
    String pattern = module ? written.substring(colon + 1) : written;
    try {
      TextPattern compiled = glob ? TextPattern.glob(pattern) : TextPattern.regex(pattern);
      out.resources.add(new ResourceHint(condition, compiled, excluded, origin));
    } catch (IllegalArgumentException e) {
      out.note(
          origin
              + ": passed over the resource pattern "
              + shown(pattern)
              + ", which "
              + e.getMessage());
    }
  }

  private static String shown(String pattern) {
    return pattern.length() > 100 ? pattern.substring(0, 100) + "..." : pattern;
  }

  private void bundles(@Nullable Object array) {
    for (Map<?, ?> entry : Json.objects(array)) {
      Object name = entry.get("bundle");
      bundle(condition(entry), name != null ? name : entry.get("name"));
      for (String className : Json.strings(entry.get("classNames"))) {
        String internal = TypeNames.internal(className);
        if (internal != null && !out.isFull(origin)) {
          out.keep(condition(entry), internal, List.of(Members.NO_ARG_CONSTRUCTOR), origin);
        }
      }
    }
  }

  void bundle(@Nullable String condition, @Nullable Object name) {
    if (name instanceof String base && !base.isEmpty() && !out.isFull(origin)) {
      out.bundles.add(new BundleHint(condition, base, origin));
    }
  }
}
