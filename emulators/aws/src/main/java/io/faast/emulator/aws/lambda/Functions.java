package io.faast.emulator.aws.lambda;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The functions of the account. Thread-safe: every access to a function goes through here. */
public final class Functions {
  private final Map<String, LambdaFunction> byName = new TreeMap<>();
  private final Place place;

  /** What a function looks like. */
  public record Look(
      String name,
      String arn,
      String runtime,
      String architecture,
      int memoryMb,
      Duration timeout,
      String state,
      long codeBytes,
      Map<String, String> tags) {}

  Functions(Place place) {
    this.place = place;
  }

  String arn(String name) {
    return place.arn("lambda", "function:" + name);
  }

  /** Returns the name in a name, a partial ARN or an ARN, with a version's number behind it. */
  String name(String given, @Nullable String qualifier) {
    String name = name(given);
    return qualifier == null || qualifier.equals(LambdaFunction.LATEST) || name.contains(":")
        ? name
        : name(name + ":" + qualifier);
  }

  String name(String given) {
    String arn = arn("");
    String name = given;
    if (given.startsWith(arn)) {
      name = given.substring(arn.length());
    } else if (given.startsWith(place.accountId() + ":function:")) {
      name = given.substring((place.accountId() + ":function:").length());
    }
    if (name.endsWith(":$LATEST")) {
      name = name.substring(0, name.length() - ":$LATEST".length());
    }
    FunctionConfig.check(
        name.matches("[a-zA-Z0-9-_]{1,64}(:[0-9]{1,9})?"),
        given,
        "functionName",
        "regular expression pattern: [a-zA-Z0-9-_]+ and have length less than or equal to 64");
    return name;
  }

  synchronized boolean has(LambdaFunction function) {
    return function.equals(byName.get(function.name));
  }

  synchronized void checkNew(String name) {
    if (byName.containsKey(name)) {
      throw new ApiException(409, "ResourceConflictException", "Function already exist: " + name);
    }
  }

  synchronized void add(LambdaFunction function) {
    checkNew(function.name);
    byName.put(function.name, function);
  }

  /** Removes a function with its versions, and returns all of them. */
  synchronized List<LambdaFunction> remove(String name) {
    find(name);
    List<LambdaFunction> gone =
        byName.values().stream()
            .filter(each -> each.name.equals(name) || each.name.startsWith(name + ":"))
            .toList();
    byName.values().removeAll(gone);
    return gone;
  }

  synchronized <T> T with(String name, Function<LambdaFunction, T> use) {
    return use.apply(find(name));
  }

  /** Returns the tags of a function; none if it does not exist. */
  synchronized Map<String, String> tags(String name) {
    LambdaFunction function = byName.get(name.replaceFirst(":.*", ""));
    return function == null ? Map.of() : Map.copyOf(function.tags);
  }

  /** Lets a function be seen once: whoever looks at a pending one brings it nearer to active. */
  synchronized boolean seenPending(LambdaFunction function) {
    if (function.pending == 0) {
      return false;
    }
    function.pending--;
    return true;
  }

  synchronized <T> List<T> list(Function<LambdaFunction, T> use) {
    List<T> all = new ArrayList<>();
    byName.values().stream()
        .filter(function -> !function.published())
        .forEach(function -> all.add(use.apply(function)));
    return all;
  }

  /** Returns what the functions look like. */
  public List<Look> looks() {
    return list(
        function ->
            new Look(
                function.name,
                function.arn,
                function.config.runtime(),
                function.config.architecture(),
                function.config.memoryMb(),
                Duration.ofSeconds(function.config.timeoutSeconds()),
                function.state(),
                function.code.size(),
                Map.copyOf(function.tags)));
  }

  private LambdaFunction find(String name) {
    LambdaFunction function = byName.get(name);
    if (function == null) {
      throw new ApiException(404, "ResourceNotFoundException", "Function not found: " + arn(name));
    }
    return function;
  }
}
