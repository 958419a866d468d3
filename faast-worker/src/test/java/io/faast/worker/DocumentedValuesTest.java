package io.faast.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.faast.worker.DocumentedValues.Row;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class DocumentedValuesTest {
  @TempDir static Path directory;
  private static List<Row> rows;
  private static URLClassLoader loader;
  private static Class<?> module;

  @BeforeAll
  static void compile() throws Exception {
    rows = DocumentedValues.rows();
    loader = DocumentedValues.compile(rows, directory);
    module = loader.loadClass("documented.Rows");
  }

  @AfterAll
  static void close() throws IOException {
    if (loader != null) {
      loader.close();
    }
  }

  @Test
  void thePageHasItsTables() {
    assertThat(rows).hasSizeGreaterThan(100);
    assertThat(rows).extracting(Row::name).doesNotHaveDuplicates();
  }

  @TestFactory
  Stream<DynamicTest> everyRowDoesWhatItSays() {
    return rows.stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> run(row)));
  }

  private static void run(Row row) throws Exception {
    Method echo = null;
    for (Method m : module.getMethods()) {
      if (m.getName().equals("echo" + row.number())) {
        echo = m;
      }
    }
    Method method = echo;
    if (row.isDeclaredOnly()) {
      Throwable thrown = catchThrowable(() -> MethodCodec.of(module, method));
      assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
      assertThat(thrown.getMessage()).endsWith("; " + row.arrives());
      return;
    }
    Object sent = module.getMethod("value" + row.number()).invoke(null);
    MethodCodec codec = MethodCodec.of(module, method);
    MessageWriter w = new MessageWriter(16);
    if (row.arrives().equals("the same")) {
      codec.writeArguments(w, new Object[] {sent}, true);
      Object back = codec.readArguments(new MessageReader(w.toBuffer()))[0];
      assertThat(new Object[] {back})
          .usingRecursiveComparison()
          .withEqualsForType(Double::equals, Double.class) // its own has a precision
          .withEqualsForType(Float::equals, Float.class)
          .withEqualsForType(ValueTypes.Name::equals, ValueTypes.Name.class)
          .withEqualsForType((a, b) -> a.toString().equals(b.toString()), Pattern.class)
          .isEqualTo(new Object[] {sent});
      if (sent != null && back.getClass().getModule() != Object.class.getModule()) {
        assertThat(back).isExactlyInstanceOf(sent.getClass());
      }
    } else {
      Throwable thrown = catchThrowable(() -> codec.writeArguments(w, new Object[] {sent}, true));
      assertThat(thrown).isInstanceOf(ValueException.class);
      assertThat("refused: `" + thrown.getMessage() + "`").isEqualTo(row.arrives());
    }
  }
}
