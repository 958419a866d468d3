package io.faast.benchmarks;

import io.faast.worker.MessageReader;
import io.faast.worker.MessageWriter;
import io.faast.worker.MethodCodec;
import io.faast.worker.ValueException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One argument written and read again, with and without the check that it survives the wire. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class CodecBenchmark {
  private static final int LARGE = 100 * 1024;

  /** What travels. */
  @Param({"scalar", "string", "bytes", "doubles", "records"})
  public String value;

  /** Whether the value is checked. */
  @Param({"true", "false"})
  public boolean validate;

  private MethodCodec codec;
  private Object[] arguments;

  /** One row of a table. */
  public record Row(int id, String name, double amount, List<String> tags) {}

  /** The signatures whose arguments are coded. */
  public static class Signatures {
    /** Takes a number. */
    public void scalar(int argument) {}

    /** Takes 100 KB of text. */
    public void string(String argument) {}

    /** Takes 100 KB. */
    public void bytes(byte[] argument) {}

    /** Takes 100 KB of numbers. */
    public void doubles(double[] argument) {}

    /** Takes 100 rows. */
    public void records(List<Row> argument) {}
  }

  /** Picks the value. */
  @Setup
  public void pick() {
    for (Method method : Signatures.class.getDeclaredMethods()) {
      if (method.getName().equals(value)) {
        codec = MethodCodec.of(Signatures.class, method);
      }
    }
    Object argument =
        switch (value) {
          case "scalar" -> 42;
          case "string" -> "x".repeat(LARGE);
          case "bytes" -> new byte[LARGE];
          case "doubles" -> new double[LARGE / Double.BYTES];
          default ->
              IntStream.range(0, 100)
                  .mapToObj(i -> new Row(i, "row " + i, i / 3.0, List.of("a", "b" + i)))
                  .toList();
        };
    arguments = new Object[] {argument};
  }

  /** Writes and reads. */
  @Benchmark
  public Object[] writeAndRead() throws ValueException {
    MessageWriter writer = new MessageWriter(256);
    codec.writeArguments(writer, arguments, validate);
    return codec.readArguments(new MessageReader(writer.toBuffer()));
  }
}
