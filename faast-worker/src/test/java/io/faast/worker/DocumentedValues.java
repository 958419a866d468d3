package io.faast.worker;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The rows of docs/values.md, compiled into one class. */
final class DocumentedValues {
  private static final Path PAGE = Path.of("..", "docs", "values.md");

  /** One row, which becomes a method that echoes the type and one that makes the value. */
  record Row(int number, String type, String value, String arrives) {
    String name() {
      return type + " = " + value;
    }

    boolean isPrimitive() {
      return Character.isLowerCase(type.charAt(0)) && !type.endsWith("[]");
    }

    boolean isDeclaredOnly() {
      return value.isEmpty();
    }
  }

  private DocumentedValues() {}

  static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (!line.startsWith("| `")) {
        continue;
      }
      String[] cells = line.substring(1, line.length() - 1).split(" \\| ", -1);
      String type = code(cells[0]);
      rows.add(
          cells.length == 3
              ? new Row(rows.size(), type, code(cells[1]), cells[2].strip())
              : new Row(rows.size(), type, "", cells[1].strip()));
    }
    return rows;
  }

  private static String code(String cell) {
    String stripped = cell.strip();
    return stripped.substring(1, stripped.length() - 1);
  }

  static URLClassLoader compile(List<Row> rows, Path directory) throws IOException {
    StringBuilder source = new StringBuilder("package documented;\n");
    for (String name :
        List.of(
            "java.io",
            "java.math",
            "java.net",
            "java.nio.file",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "io.faast.worker.ValueTypes")) {
      source.append("import ").append(name).append(".*;\n");
    }
    source.append("public class Rows {\n");
    for (Row row : rows) {
      source.append(
          "  public %2$s echo%1$d(%2$s x) { return x; }\n".formatted(row.number(), row.type()));
      if (!row.isDeclaredOnly()) {
        source.append(
            "  public static %2$s value%1$d() { return %3$s; }\n"
                .formatted(row.number(), row.isPrimitive() ? "Object" : row.type(), row.value()));
      }
    }
    Path file = directory.resolve("documented/Rows.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source.append("}\n"));
    compile(file, directory);
    return new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, DocumentedValues.class.getClassLoader());
  }

  private static void compile(Path file, Path directory) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      boolean done =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of("-proc:none", "-cp", classPath, "-d", directory.toString()),
                  null,
                  files.getJavaFileObjects(file))
              .call();
      if (!done) {
        throw new AssertionError("docs/values.md has a row that does not compile:\n" + messages);
      }
    }
  }
}
