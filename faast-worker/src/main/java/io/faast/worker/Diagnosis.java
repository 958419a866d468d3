package io.faast.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Map;

/** Turns what Jackson throws into where it was, what was found and what to do. */
final class Diagnosis {
  private static final String MAKE_A_RECORD =
      "make it a record, or give it a public no-argument constructor and public getters and setters"
          + " or public fields";

  private Diagnosis() {}

  static ValueException unwritable(String root, Throwable e) {
    return of(root, e, "send a type that can travel");
  }

  static ValueException unreadable(String root, Throwable e) {
    return of(root, e, "send a type that can be rebuilt from what it shows: " + MAKE_A_RECORD);
  }

  private static ValueException of(String root, Throwable e, String otherwise) {
    String path = root + path(e);
    ForbiddenTypeException forbidden = find(e, ForbiddenTypeException.class);
    if (forbidden != null) {
      return new ValueException(path, forbidden.getOriginalMessage(), forbidden.advice, e);
    }
    if (e instanceof StackOverflowError
        || find(e, StreamConstraintsException.class) != null
        || text(e).contains("self-reference")
        || find(e, StackOverflowError.class) != null) {
      return new ValueException(
          root + shortened(path(e)),
          "the value is nested more than " + Cbor.MAX_DEPTH + " levels deep, or refers to itself",
          "send a flat form of it, with names or numbers in place of references",
          e);
    }
    if (text(e).contains("Key deserializer")) {
      return new ValueException(
          path,
          "the keys of this map cannot be rebuilt from text",
          "use keys of type String, number, enum, UUID or java.time, or send a list of records",
          e);
    }
    if (text(e).startsWith("Null key")) {
      return new ValueException(
          path, "the map has a null key", "leave it out, or send a list of records", e);
    }
    if (e instanceof UnrecognizedPropertyException u) {
      return new ValueException(
          path,
          "this property cannot be set when a " + u.getReferringClass().getName() + " is rebuilt",
          "give the class a setter for it or declare the class that has it; or mark its getter with"
              + " @JsonIgnore",
          e);
    }
    if (e instanceof ValueInstantiationException v) {
      return new ValueException(
          path,
          "the constructor of " + v.getType().getRawClass().getName() + " refused: " + text(e),
          "make it accept every value that it hands out",
          e);
    }
    if (e instanceof InvalidDefinitionException d && d.getType() != null) {
      return undefined(path, d.getType().getRawClass(), e);
    }
    return new ValueException(path, text(e), otherwise, e);
  }

  private static ValueException undefined(String path, Class<?> type, Throwable e) {
    String name = type.getTypeName();
    if (type.isInterface() || java.lang.reflect.Modifier.isAbstract(type.getModifiers())) {
      return new ValueException(
          path,
          name + " is abstract, so its values cannot be rebuilt",
          "declare a concrete type, or say with @JsonTypeInfo and @JsonSubTypes how to tell its"
              + " subtypes",
          e);
    }
    if (text(e).contains("No serializer found")) {
      return new ValueException(
          path, name + " has no properties that could travel", MAKE_A_RECORD, e);
    }
    return new ValueException(path, name + " cannot be rebuilt: " + text(e), MAKE_A_RECORD, e);
  }

  private static String text(Throwable e) {
    String message =
        e instanceof JsonProcessingException j ? j.getOriginalMessage() : e.getMessage();
    return message == null ? e.getClass().getName() : message;
  }

  private static <T extends Throwable> @org.jspecify.annotations.Nullable T find(
      Throwable e, Class<T> type) {
    Throwable t = e;
    for (int i = 0; t != null && i < 16; i++, t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }

  private static String path(Throwable e) {
    if (!(e instanceof JsonMappingException m)) {
      return "";
    }
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : m.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else if (step.getFrom() instanceof Map
          || (step.getFrom() instanceof Class<?> c && Map.class.isAssignableFrom(c))) {
        path.append("[\"").append(step.getFieldName()).append("\"]");
      } else {
        path.append('.').append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static String shortened(String path) {
    return path.length() <= 80 ? path : path.substring(0, 80) + "...";
  }
}
