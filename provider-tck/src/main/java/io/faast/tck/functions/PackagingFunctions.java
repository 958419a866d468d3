package io.faast.tck.functions;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Functions that need other classes.
 *
 * @since 0.1.0
 */
public class PackagingFunctions {
  private enum Parts {
    LAMBDA("a lambda"),
    ENUM("an enum");

    private final String text;

    Parts(String text) {
      this.text = text;
    }
  }

  private record Last(String text) {}

  public String help() {
    Supplier<Last> last = () -> new Last("a record");
    String first =
        List.of(Parts.values()).stream().map(part -> part.text).collect(Collectors.joining(", "));
    return "helped by " + first + " and " + last.get().text();
  }

  /** Returns what the class whose name is put together here says of itself. */
  public String load(String start, String end) throws ReflectiveOperationException {
    return Class.forName(start + end).getDeclaredConstructor().newInstance().toString();
  }
}
