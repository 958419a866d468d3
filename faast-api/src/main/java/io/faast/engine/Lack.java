package io.faast.engine;

import io.faast.worker.RemoteThrowable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What code did not find when it ran, as far as the words of an exception tell.
 *
 * @param kind what sort of thing
 * @param owner binary name of the class, or base name of a resource bundle
 * @param member name of a method ({@code <init>} for a constructor) or field; a locale of a
 *     resource bundle; empty for a class
 * @param parameters names of the method's parameter types, null if not known
 */
record Lack(Kind kind, String owner, String member, @Nullable List<String> parameters) {
  enum Kind {
    CLASS,
    METHOD,
    FIELD,
    RESOURCE_BUNDLE
  }

  /** How bundles tell that a method's code was left out: class and method follow. */
  private static final String CUT = "not in the bundle: ";

  /** Longer than any name; matching takes time with its square. */
  private static final int MAX_MESSAGE = 4_000;

  private static final String NAME = "[\\p{javaJavaIdentifierPart}.-]+";
  private static final String SIMPLE = "[\\p{javaJavaIdentifierPart}-]+";
  private static final Pattern CUT_NAME = Pattern.compile(NAME + "(<init>)?");
  private static final Pattern CLASS_NAME = Pattern.compile(NAME);

  /** Such as {@code 'void a.B.m(int, java.lang.String)'}, with or without what surrounds it. */
  private static final Pattern METHOD =
      Pattern.compile("(" + NAME + ")\\.(" + SIMPLE + "|<init>)\\(([^()']*)\\)");

  private static final Pattern FIELD =
      Pattern.compile("Class (" + NAME + ") does not have member field '\\S+ (" + SIMPLE + ")'");
  private static final Pattern ABSTRACT =
      Pattern.compile(
          "Receiver class ("
              + NAME
              + ") does not define or inherit an implementation of the resolved method '[^']*?("
              + SIMPLE
              + ")\\(([^()']*)\\)'.*");
  private static final Pattern RESOURCE =
      Pattern.compile("Can't find bundle for base name (\\S+), locale (\\S*)");

  /** The JVM notes why a class could not be initialised, for those that ask for it again. */
  private static final Pattern RECORDED =
      Pattern.compile("Exception java\\.lang\\.NoClassDefFoundError: (\\S+)( .*)?");

  private static final String BINARY = "java.lang.";

  static Lack ofClass(String name) {
    return new Lack(Kind.CLASS, name, "", List.of());
  }

  /** Returns what a throwable says by itself or in its causes, or null. */
  static @Nullable Lack in(RemoteThrowable thrown) {
    RemoteThrowable each = thrown;
    for (int i = 0; each != null && i < 16; i++, each = each.cause()) {
      Lack found = of(each);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Returns what a throwable itself says, or null if it is about something else. */
  static @Nullable Lack of(RemoteThrowable thrown) {
    String message = thrown.message();
    if (message == null || message.length() > MAX_MESSAGE) {
      return null;
    }
    if (message.startsWith(CUT)) {
      return cut(message.substring(CUT.length()));
    }
    if (!thrown.className().startsWith(BINARY)) {
      return thrown.className().equals("java.util.MissingResourceException")
          ? bundle(message)
          : null;
    }
    return switch (thrown.className().substring(BINARY.length())) {
      case "ClassNotFoundException" -> fromJdk(thrown) ? type(message) : null;
      case "NoClassDefFoundError" -> type(message.replace('/', '.'));
      case "ExceptionInInitializerError" -> recorded(message);
      case "NoSuchMethodError", "NoSuchMethodException" -> method(METHOD.matcher(message));
      case "AbstractMethodError" -> method(ABSTRACT.matcher(message));
      case "NoSuchFieldError" -> field(FIELD.matcher(message));
      default -> null;
    };
  }

  /** A class loader throws it; what the user's code throws means something else. */
  private static boolean fromJdk(RemoteThrowable thrown) {
    StackTraceElement[] stack = thrown.stack();
    return stack.length > 0 && "java.base".equals(stack[0].getModuleName());
  }

  private static @Nullable Lack cut(String what) {
    int dot = what.lastIndexOf('.');
    if (dot <= 0 || !CUT_NAME.matcher(what).matches()) {
      return null;
    }
    return new Lack(Kind.METHOD, what.substring(0, dot), what.substring(dot + 1), null);
  }

  private static @Nullable Lack type(String name) {
    return CLASS_NAME.matcher(name).matches() ? ofClass(name) : null;
  }

  private static @Nullable Lack recorded(String message) {
    Matcher words = RECORDED.matcher(message);
    return words.matches() ? type(words.group(1).replace('/', '.')) : null;
  }

  private static @Nullable Lack method(Matcher words) {
    if (!words.reset().find()) {
      return null;
    }
    String parameters = words.group(3).strip();
    return new Lack(
        Kind.METHOD,
        words.group(1),
        words.group(2),
        parameters.isEmpty() ? List.of() : List.of(parameters.split(",\\s*", -1)));
  }

  private static @Nullable Lack field(Matcher words) {
    return words.matches() ? new Lack(Kind.FIELD, words.group(1), words.group(2), List.of()) : null;
  }

  private static @Nullable Lack bundle(String message) {
    Matcher words = RESOURCE.matcher(message);
    return words.matches()
        ? new Lack(Kind.RESOURCE_BUNDLE, words.group(1), words.group(2), List.of())
        : null;
  }

  private String name() {
    return owner + "." + member;
  }

  /** Returns it as the subject of a sentence, without capital. */
  String words() {
    return switch (kind) {
      case CLASS -> "class " + owner;
      case METHOD ->
          (member.equals("<init>") ? "the constructor " + owner : "the method " + name())
              + (parameters == null ? "" : "(" + String.join(", ", parameters) + ")");
      case FIELD -> "the field " + name();
      case RESOURCE_BUNDLE -> "the resource bundle " + owner;
    };
  }
}
