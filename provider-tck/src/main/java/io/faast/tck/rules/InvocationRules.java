package io.faast.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faast.Call;
import io.faast.FaastException;
import io.faast.FaastModule;
import io.faast.MapOptions;
import io.faast.function.ReturnsValue;
import io.faast.tck.Lab;
import io.faast.tck.Opened;
import io.faast.tck.Proof;
import io.faast.tck.Rule;
import io.faast.tck.functions.InvocationFunctions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Calls and their results.
 *
 * @since 0.1.0
 */
public class InvocationRules {
  @Rule(
      id = "INV-01",
      says = "A static method returns its value.",
      why = "Modules often have no instance at all.")
  void staticMethod(Lab lab) {
    FaastModule<InvocationFunctions> m = lab.shared(InvocationFunctions.class).module();
    assertEquals("abab", lab.value(m.call(InvocationFunctions::twice, "ab")));
  }

  @Rule(
      id = "INV-02",
      says = "Methods of no to five arguments get each argument in its place.",
      why = "Arguments that change places make wrong results, not failures.")
  void arities(Lab lab) {
    FaastModule<InvocationFunctions> m = lab.shared(InvocationFunctions.class).module();
    assertEquals("none", lab.value(m.call(InvocationFunctions::none)));
    assertEquals("a", lab.value(m.call(InvocationFunctions::echo, "a")));
    assertEquals("a/1", lab.value(m.call(InvocationFunctions::two, "a", 1)));
    assertEquals("a/1/2", lab.value(m.call(InvocationFunctions::three, "a", 1, 2L)));
    assertEquals("a/1/2/0.5", lab.value(m.call(InvocationFunctions::four, "a", 1, 2L, 0.5)));
    assertEquals(
        "a/1/2/0.5/true", lab.value(m.call(InvocationFunctions::five, "a", 1, 2L, 0.5, true)));
  }

  @Rule(
      id = "INV-03",
      says = "A void method completes with null.",
      why = "Work that returns nothing must still say that it is done.")
  void voidMethod(Lab lab) {
    FaastModule<InvocationFunctions> m = lab.shared(InvocationFunctions.class).module();
    assertNull(lab.value(m.run(InvocationFunctions::nothing, "x")));
  }

  @Rule(
      id = "INV-04",
      says = "null is an argument and a result like any other.",
      why = "null is a value in ordinary Java, and calls must not change it.")
  void nullTravels(Lab lab) {
    FaastModule<InvocationFunctions> m = lab.shared(InvocationFunctions.class).module();
    assertNull(lab.value(m.call(InvocationFunctions::echo, null)));
  }

  @Rule(
      id = "INV-05",
      says = "An overloaded method is called in the shape that was chosen.",
      why = "Overloads share a name; the wrong one would give a plausible result.")
  void overloads(Lab lab) {
    FaastModule<InvocationFunctions> m = lab.shared(InvocationFunctions.class).module();
    ReturnsValue.Instance1<InvocationFunctions, String, String> text =
        InvocationFunctions::overloaded;
    ReturnsValue.Instance1<InvocationFunctions, Integer, String> number =
        InvocationFunctions::overloaded;
    assertEquals("String 5", lab.value(m.call(text, "5")));
    assertEquals("int 5", lab.value(m.call(number, 5)));
  }

  @Rule(
      id = "INV-06",
      says = "A method can be called by its name.",
      why = "Tools that know functions from a file cannot use method references.")
  void byName(Lab lab) {
    FaastModule<InvocationFunctions> m = lab.shared(InvocationFunctions.class).module();
    assertEquals("x/3", lab.value(m.invoke("two", String.class, "x", 3)));
  }

  @Rule(
      id = "INV-07",
      says = "A worker builds one instance of the module and keeps it.",
      why = "Costly set-up belongs into the constructor, and is to be paid once for each worker.")
  void oneInstancePerWorker(Lab lab) {
    FaastModule<InvocationFunctions> m =
        lab.open(InvocationFunctions.class, o -> o.withConcurrency(1).withSpeculation(0)).module();
    List<Integer> first = lab.value(m.call(InvocationFunctions::instance));
    List<Integer> second = lab.value(m.call(InvocationFunctions::instance));
    assertEquals(first.get(0), second.get(0), "the number of the instance");
    assertEquals(first.get(1) + 1, second.get(1), "calls that the instance saw");
  }

  @Rule(
      id = "INV-08",
      says = "Each of a thousand calls in flight gets its own result.",
      why = "Mixed-up answers are the worst failure: nobody notices.")
  void manyCalls(Lab lab) {
    FaastModule<InvocationFunctions> m = lab.shared(InvocationFunctions.class).module();
    List<Call<String>> calls =
        IntStream.range(0, 1_000)
            .mapToObj(i -> m.call(InvocationFunctions::twice, i + ";"))
            .toList();
    for (int i = 0; i < calls.size(); i++) {
      assertEquals(i + ";" + i + ";", lab.value(calls.get(i)), "the result of call " + i);
    }
  }

  @Rule(
      id = "INV-09",
      says = "map gives each result once, and in order when asked.",
      why = "A batch that lacks one result of ten thousand is wrong.")
  void map(Lab lab) {
    FaastModule<InvocationFunctions> m = lab.shared(InvocationFunctions.class).module();
    List<String> inputs = IntStream.range(0, 100).mapToObj(i -> "<" + i + ">").toList();
    List<String> expected = inputs.stream().map(InvocationFunctions::twice).toList();
    assertEquals(
        expected,
        lab.within(
            () ->
                m.map(InvocationFunctions::twice, inputs, MapOptions.defaults().withOrdered(true))
                    .toList()));
    List<String> unordered =
        new ArrayList<>(lab.within(() -> m.map(InvocationFunctions::twice, inputs).toList()));
    assertEquals(expected.size(), unordered.size(), "how many results");
    assertEquals(Set.copyOf(expected), new HashSet<>(unordered), "which results");
  }

  @Rule(
      id = "INV-10",
      says = "A function knows its attempt, provider, run, worker, memory and time left.",
      why = "Functions pace themselves by the time left, and log by run and attempt.")
  void context(Lab lab) {
    Opened<InvocationFunctions> opened = lab.shared(InvocationFunctions.class);
    InvocationFunctions.Seen seen = lab.value(opened.module().call(InvocationFunctions::context));
    assertEquals(1, seen.attempt(), "attempt");
    assertEquals(lab.provider().name(), seen.provider(), "provider");
    assertEquals(opened.recording().specs().get(0).memoryMb(), seen.memoryMb(), "memoryMb");
    long timeout = opened.recording().specs().get(0).timeout().toMillis();
    assertTrue(
        0 < seen.millisLeft() && seen.millisLeft() <= timeout,
        () -> "time left is " + seen.millisLeft() + " ms of " + timeout);
    assertEquals(opened.module().runId(), seen.run(), "runId");
    assertFalse(seen.worker().isEmpty(), "workerId is empty");
  }

  @Rule(
      id = "INV-11",
      says = "A thread that a function leaves behind does not hold up its call.",
      why = "Libraries leave threads behind; the result is there all the same.")
  void leftThreads(Lab lab) {
    FaastModule<InvocationFunctions> m = lab.shared(InvocationFunctions.class).module();
    assertEquals("left", lab.value(m.call(InvocationFunctions::leaveThread)));
    assertEquals("next", lab.value(m.call(InvocationFunctions::echo, "next")));
  }

  @Rule(
      id = "INV-12",
      says = "A call after close fails at once as CLOSED.",
      why = "Late calls must fail where they are made, not hang.",
      proof = Proof.ENGINE)
  void callAfterClose(Lab lab) {
    Opened<InvocationFunctions> opened = lab.open(InvocationFunctions.class, o -> o);
    lab.value(opened.module().closeAsync());
    lab.failure(
        opened.module().call(InvocationFunctions::echo, "late"), FaastException.Kind.CLOSED);
    assertEquals(0, opened.recording().attempts().size(), "attempts sent after close");
  }

  @Rule(
      id = "INV-13",
      says = "Calls in flight and calls that wait fail as CANCELLED at close.",
      why = "Whoever waits for them must be released.",
      proof = Proof.ENGINE)
  void callsInFlightAtClose(Lab lab) {
    Opened<InvocationFunctions> opened =
        lab.open(InvocationFunctions.class, o -> o.withConcurrency(2).withSpeculation(0));
    List<Call<String>> calls =
        IntStream.range(0, 6)
            .mapToObj(i -> opened.module().call(InvocationFunctions::block))
            .toList();
    lab.value(opened.module().closeAsync());
    for (Call<String> call : calls) {
      lab.failure(call, FaastException.Kind.CANCELLED);
    }
  }

  @Rule(
      id = "INV-14",
      says = "Text of every plane arrives unchanged.",
      why = "Encodings break at emoji and at lone surrogates.")
  void unicode(Lab lab) {
    FaastModule<InvocationFunctions> m = lab.shared(InvocationFunctions.class).module();
    StringBuilder every = new StringBuilder();
    for (int point = 0; point < 0x110000; point += 251) {
      if (point < 0xD800 || point > 0xDFFF) {
        every.appendCodePoint(point);
      }
    }
    assertEquals(every.toString(), lab.value(m.call(InvocationFunctions::echo, every.toString())));
    assertEquals("\0 \uFFFF", lab.value(m.call(InvocationFunctions::echo, "\0 \uFFFF")));
  }
}
