package io.faast.local.worker;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The system class loader of a traced worker: it takes classes and resources from the class path,
 * and notes which. Made by the JVM, because {@code java.system.class.loader} names it.
 */
public final class TracingLoader extends URLClassLoader {
  /** The system property that has the path of the file to note in. */
  public static final String FILE = "faast.trace";

  private static final StackWalker WALKER = StackWalker.getInstance();

  static {
    registerAsParallelCapable();
  }

  private final TraceLog log;

  /**
   * Makes a loader of the JVM's class path.
   *
   * @param builtIn the loader that would be in this one's place
   */
  public TracingLoader(ClassLoader builtIn) throws IOException {
    super("app", classPath(), builtIn.getParent());
    log = new TraceLog(new File(System.getProperty(FILE)));
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return urls.toArray(new URL[0]);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    Class<?> found = super.findClass(name);
    log.note(WALKER.walk(AskedByName.INSTANCE) ? TraceLog.NAMED : TraceLog.CLASS, name);
    return found;
  }

  @Override
  public @Nullable URL findResource(String name) {
    URL found = super.findResource(name);
    if (found != null) {
      log.note(TraceLog.RESOURCE, name);
    }
    return found;
  }

  @Override
  public Enumeration<URL> findResources(String name) throws IOException {
    Enumeration<URL> found = super.findResources(name);
    if (found.hasMoreElements()) {
      log.note(TraceLog.RESOURCE, name);
    }
    return found;
  }

  /** Called by the JVM for what agents add to the class path. */
  void appendToClassPathForInstrumentation(String path) throws MalformedURLException {
    addURL(Path.of(path).toUri().toURL());
  }

  /** Tells whether code wants the class by its name, and not the JVM to link another. */
  private static final class AskedByName
      implements Function<Stream<StackWalker.StackFrame>, Boolean> {
    static final AskedByName INSTANCE = new AskedByName();

    @Override
    public Boolean apply(Stream<StackWalker.StackFrame> frames) {
      boolean forName = false;
      Iterator<StackWalker.StackFrame> each = frames.iterator();
      while (each.hasNext()) {
        StackWalker.StackFrame frame = each.next();
        String className = frame.getClassName();
        if (className.equals("java.lang.Class")) {
          if (!frame.getMethodName().startsWith("forName")) {
            return false; // such as a class whose methods were asked for
          }
          forName = true;
        } else if (forName) {
          // That resolves generic signatures and annotations.
          return !className.startsWith("sun.reflect.");
        } else if (!className.equals("java.lang.ClassLoader")
            && !className.equals(TracingLoader.class.getName())) {
          return false;
        }
      }
      return forName;
    }
  }
}
