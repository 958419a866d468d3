package io.faast;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What javac accepts and refuses where functions are called. */
class CompilerChecksCallsTest {
  private static final String HEAD =
      """
      package io.faast;
      import io.faast.function.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.stream.*;
      class Program {
      """;

  @TempDir Path target;

  /**
   * Compiles the statements, each in a method on a line of its own; returns those with an error.
   */
  private Map<String, String> refused(List<String> statements) {
    StringBuilder source = new StringBuilder(HEAD);
    for (int i = 0; i < statements.size(); i++) {
      source.append("void m" + i);
      source.append("(FaastModule<Sample> m, String text, List<String> texts) throws Exception {");
      source.append(statements.get(i)).append("}\n");
    }
    source.append("}\n");
    int before = (int) HEAD.lines().count();
    Map<String, String> refused = new LinkedHashMap<>();
    Javac.compile(
            target,
            Map.of("io.faast.Program", source.toString()),
            "-proc:none",
            "-Xmaxerrs",
            "1000",
            "-classpath",
            Javac.classPath())
        .forEach(
            error ->
                refused.put(
                    statements.get((int) error.getLineNumber() - before - 1),
                    error.getMessage(Locale.ROOT)));
    return refused;
  }

  @Test
  void acceptsWhatFits() {
    List<String> statements =
        List.of(
            "Call<String> c = m.call(Sample::hello);",
            "int n = m.call(Sample::length, text).get();",
            "CompletableFuture<Long> c = m.call(Sample::add, 5L, 3);",
            "byte[] b = m.call(Sample::cut, new byte[9], 3).join();",
            "String s = m.call(Sample::five, text, 1, 2L, true, 0.5).join();",
            "String s = m.call(Sample::largest, texts).join();",
            "List<String> l = m.call(Sample::words, text).join();",
            "Map<String, Integer> c = m.call(Sample::counts, texts).join();",
            "int n = m.call(Sample::checked, 3).join();",
            "Call<Void> c = m.run(Sample::nothing, text);",
            "Call<Void> c = m.run(Sample::rest);",
            "Call<Void> c = m.run(Sample::ping, text);",
            "String s = m.call(Sample::zero).join();",
            "String s = m.call(Sample::twice, text).join();",
            "int n = m.call(Sample::sum, 1, 2).join();",
            "String s = m.call(Sample::same, text).join();",
            "List<String> l = m.call(Sample::listed, text).join();",
            "Integer n = m.call(Sample::fromApi, 1).join();",
            "String s = m.call(Sample::byDefault, 1).join();",
            "String s = m.call(Sample::joinedArray, new String[] {text}).join();",
            "Call<Integer> c = m.call(Sample::length, null);",
            // overloaded: the arguments decide
            "String s = m.call(Sample::over, text).join();",
            "String s = m.call(Sample::over, 3).join();",
            // items, of each kind of method
            "ItemStream<Integer> i = m.stream(Sample::upTo, 3);",
            "ItemStream<String> i = m.stream(Sample::letters, text);",
            "ItemStream<Integer> i = m.stream(Sample::pair, 1, 2);",
            "ItemStream<String> i = m.stream(Sample::copies, text, 3);",
            // many arguments
            "Stream<Integer> s = m.map(Sample::length, texts);",
            "Stream<Integer> s = m.map(Sample::length, texts.stream());",
            "Stream<Integer> s = m.map(Sample::length, texts.iterator());",
            "Stream<String> s = m.map(Sample::twice, texts, MapOptions.defaults());",
            "Stream<Result<String, Integer>> s = m.mapResults(Sample::length, texts);",
            "Stream<Result<String, String>> s = m.mapResults(Sample::twice, texts.stream());",
            "Stream<Integer> s = m.map(Sample::checked, IntStream.range(0, 9).boxed());",
            "CompletableFuture<Void> f ="
                + " m.mapAsync(Sample::length, texts.stream(), MapOptions.defaults(), r -> {});",
            // views and statistics take the same references
            "String s = m.limit(1).call(Sample::hello).join();",
            "FunctionStats s = m.stats(Sample::length);",
            "FunctionStats s = m.stats(Sample::rest);",
            "FunctionStats s = m.stats(\"length\");",
            // spelled out, where the compiler could not choose
            "ReturnsValue.Instance2<Sample, String, Integer, String> f = Sample::over;"
                + " String s = m.call(f, text, 3).join();",
            "Call<List<String>> c = m.invoke(\"words\", new TypeRef<List<String>>() {}, text);",
            "Call<Integer> c = m.invoke(\"length\", int.class, text);");
    assertThat(refused(statements)).isEmpty();
  }

  @Test
  void refusesWhatDoesNotFit() {
    List<String> statements =
        List.of(
            // a wrong argument
            "m.call(Sample::length, 3);",
            "m.call(Sample::twice, 3);",
            "m.run(Sample::nothing, 3);",
            "m.map(Sample::length, List.of(1, 2));",
            "m.stream(Sample::upTo, text);",
            "m.call(Sample::largest, List.of(new Object()));",
            // a wrong result
            "String s = m.call(Sample::length, text).join();",
            "Stream<String> s = m.map(Sample::length, texts);",
            "ItemStream<String> i = m.stream(Sample::upTo, 3);",
            "Call<List<Integer>> c = m.call(Sample::words, text);",
            // a wrong number of arguments
            "m.call(Sample::length);",
            "m.call(Sample::length, text, text);",
            "m.call(Sample::sum, 1);",
            "m.stream(Sample::pair, 1);",
            "m.map(Sample::add, texts);",
            // an instance method of another class
            "m.call(String::length);",
            "m.call(String::concat, text);",
            "m.run(StringBuilder::append, text);",
            // a void method has no value
            "m.call(Sample::nothing, text);",
            // variable arguments
            "m.call(Sample::joined, text);",
            // no such method
            "m.call(Sample::missing, text);",
            // no stream
            "m.stream(Sample::length, text);");
    assertThat(refused(statements)).containsOnlyKeys(statements);
  }
}
