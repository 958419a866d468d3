package io.faast.bundler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A temporary directory in which tests compile, pack, bundle and run. */
final class Workplace {
  final Path root;
  final Path cache;

  Workplace(Path root) {
    this.root = root;
    this.cache = root.resolve("cache");
  }

  /** Compiles sources, given by file name, into a directory and makes its files look old. */
  Path compile(String directory, Map<String, String> sources, Path... classPath) {
    try {
      Path source = root.resolve(directory + "-src");
      Path target = Files.createDirectories(root.resolve(directory));
      List<String> arguments = new ArrayList<>(List.of("--release", "17", "-nowarn", "-d"));
      arguments.add(target.toString());
      arguments.add("-cp");
      arguments.add(join(List.of(classPath)));
      for (Map.Entry<String, String> file : sources.entrySet()) {
        Path path = source.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
        arguments.add(path.toString());
      }
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      ByteArrayOutputStream messages = new ByteArrayOutputStream();
      int code = compiler.run(null, messages, messages, arguments.toArray(new String[0]));
      if (code != 0) {
        throw new AssertionError(messages.toString(StandardCharsets.UTF_8));
      }
      age(target);
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path write(String file, String content) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, content);
      age(path);
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Packs a directory and further text files into a jar. */
  Path jar(String name, Path directory, Map<String, String> more) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    more.forEach((key, value) -> files.put(key, value.getBytes(StandardCharsets.UTF_8)));
    tree(directory).forEach(files::putIfAbsent);
    return jar(name, files);
  }

  Path jar(String name, Map<String, byte[]> files) {
    try {
      Path jar = root.resolve(name);
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          ZipEntry entry = new ZipEntry(file.getKey());
          entry.setTime(1_000_000_000_000L);
          out.putNextEntry(entry);
          out.write(file.getValue());
        }
      }
      age(jar);
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, byte[]> tree(Path directory) {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(directory.relativize(path).toString(), Files.readAllBytes(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Sets times to an hour ago: the bundler distrusts files that are younger than its clock. */
  static void age(Path path) throws IOException {
    FileTime time = FileTime.fromMillis(System.currentTimeMillis() - 3_600_000);
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path each : paths.toList()) {
        Files.setLastModifiedTime(each, time);
      }
    }
  }

  Bundle bundle(BundleRequest request) throws BundleException {
    return Bundler.withCache(cache).bundle(request);
  }

  Bundle bundle(String root, Path... classPath) throws BundleException {
    return bundle(BundleRequest.builder(ClassPath.of(classPath)).root(root).build());
  }

  /** Returns the files of a jar. */
  static Map<String, String> contents(Path jar) {
    Map<String, String> contents = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        contents.put(entry.getName(), new String(bytes, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return contents;
  }

  /** Runs a JVM to its end and returns what it prints, errors included. */
  String java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(arguments));
    Path output = Files.createTempFile(root, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the JVM hangs: " + Files.readString(output));
    }
    return Files.readString(output);
  }

  static String join(List<Path> paths) {
    return String.join(
        System.getProperty("path.separator"), paths.stream().map(Path::toString).toList());
  }

  /** Returns the jars of the tests' own class path whose names begin so. */
  static List<Path> jarsOfTests(String prefix) {
    return ClassPath.of(Workplace.class.getClassLoader()).entries().stream()
        .filter(path -> path.getFileName().toString().startsWith(prefix))
        .toList();
  }

  /** Packs a library of one source file, and runs the body of a main method from the bundle. */
  String run(String library, String body, Map<String, byte[]> extra, String... options)
      throws Exception {
    Path classes = compile("lib", Map.of("lib/Lib.java", "package lib;" + library));
    Map<String, byte[]> files = new HashMap<>(tree(classes));
    files.putAll(extra);
    Path jar = jar("lib.jar", files);
    String source =
        "package app; import lib.*; public class Module {"
            + " public static void main(String[] args) throws Exception {"
            + body
            + "} }";
    Path module = compile("module", Map.of("app/Module.java", source), jar, classes);
    Bundle bundle = bundle("app.Module", module, jar);
    String[] command = new String[options.length + 3];
    System.arraycopy(options, 0, command, 0, options.length);
    command[options.length] = "-cp";
    command[options.length + 1] = bundle.jar().toString();
    command[options.length + 2] = "app.Module";
    return java(command).strip();
  }
}
