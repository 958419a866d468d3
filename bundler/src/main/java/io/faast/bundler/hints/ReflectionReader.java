package io.faast.bundler.hints;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads entries of native-image metadata for reflection and JNI, which have the same form. */
final class ReflectionReader {
  private final HintCollector out;
  private final String origin;

  ReflectionReader(HintCollector out, String origin) {
    this.out = out;
    this.origin = origin;
  }

  void read(@Nullable Object entries) {
    for (Map<?, ?> entry : Json.objects(entries)) {
      if (out.isFull(origin)) {
        return;
      }
      Object type = entry.get("type");
      Object name = type != null ? type : entry.get("name");
      if (name instanceof Map<?, ?> special) {
        special(entry, special);
        continue;
      }
      String internal = TypeNames.internal(name);
      if (internal != null) {
        out.keep(NativeImageReader.condition(entry), internal, members(entry), origin);
      }
    }
  }

  /** A proxy; or a lambda, of which nothing can be cut that its class does not need anyway. */
  private void special(Map<?, ?> entry, Map<?, ?> type) {
    List<String> interfaces = new ArrayList<>();
    for (String name : Json.strings(type.get("proxy"))) {
      String internal = TypeNames.internal(name);
      if (internal != null) {
        interfaces.add(internal);
      }
    }
    String condition = NativeImageReader.condition(entry);
    if (!interfaces.isEmpty()) {
      out.proxies.add(new ProxyHint(condition, interfaces, origin));
    }
    if (type.get("lambda") instanceof Map<?, ?> lambda && isTrue(entry, "serializable")) {
      String capturing = TypeNames.internal(lambda.get("declaringClass"));
      if (capturing != null) {
        out.keep(condition, capturing, List.of(Members.methodNamed("$deserializeLambda$")), origin);
      }
    }
  }

  private static boolean isTrue(Map<?, ?> entry, String flag) {
    return Boolean.TRUE.equals(entry.get(flag));
  }

  private static List<MemberMatcher> members(Map<?, ?> entry) {
    List<MemberMatcher> members = new ArrayList<>();
    if (isTrue(entry, "allDeclaredFields")) {
      members.add(Members.fields(false));
    }
    if (isTrue(entry, "allPublicFields")) {
      members.add(Members.fields(true));
    }
    methods(entry, "all", false, members);
    methods(entry, "queryAll", true, members);
    if (isTrue(entry, "serializable")) {
      members.addAll(Members.SERIALISATION);
    }
    for (Map<?, ?> field : Json.objects(entry.get("fields"))) {
      if (field.get("name") instanceof String name) {
        members.add(Members.fieldNamed(name));
      }
    }
    named(entry.get("methods"), false, members);
    named(entry.get("queriedMethods"), true, members);
    return members;
  }

  private static void methods(
      Map<?, ?> entry, String all, boolean queried, List<MemberMatcher> members) {
    if (isTrue(entry, all + "DeclaredMethods")) {
      members.add(Members.methods(false, queried));
    }
    if (isTrue(entry, all + "PublicMethods")) {
      members.add(Members.methods(true, queried));
    }
    if (isTrue(entry, all + "DeclaredConstructors")) {
      members.add(Members.constructors(false, queried));
    }
    if (isTrue(entry, all + "PublicConstructors")) {
      members.add(Members.constructors(true, queried));
    }
  }

  private static void named(
      @Nullable Object methods, boolean queried, List<MemberMatcher> members) {
    for (Map<?, ?> method : Json.objects(methods)) {
      if (method.get("name") instanceof String name) {
        TextPattern descriptor = TextPattern.any();
        if (method.containsKey("parameterTypes")) {
          StringBuilder parameters = new StringBuilder("(");
          for (String type : Json.strings(method.get("parameterTypes"))) {
            parameters.append(TypeNames.descriptor(type));
          }
          descriptor = TextPattern.startingWith(parameters.append(')').toString());
        }
        members.add(Members.method(name, descriptor, queried));
      }
    }
  }
}
