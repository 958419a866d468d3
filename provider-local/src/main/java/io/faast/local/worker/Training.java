package io.faast.local.worker;

import io.faast.worker.Worker;
import io.faast.worker.WorkerEnvironment;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads what workers will load, so that the JVM can archive it when it ends. No class of the module
 * is initialized.
 */
final class Training {
  /** Beyond so many an archive costs more, in time and on disk, than it gains. */
  private static final int MAX_CLASSES = 10_000;

  private Training() {}

  static void run() throws IOException {
    endWithTheClient();
    touchSockets();
    Worker.create(
            new WorkerEnvironment(
                Sample.class.getName(), Training.class.getClassLoader(), "", "", "", 1, 1))
        .warm();
    loadAll(System.getProperty("java.class.path"));
  }

  private static void endWithTheClient() {
    Thread thread =
        new Thread("faast-client-watch") {
          @Override
          public void run() {
            try {
              System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
              Runtime.getRuntime().halt(Exit.FAILED);
            }
            Runtime.getRuntime().halt(Exit.FAILED);
          }
        };
    thread.setDaemon(true);
    thread.start();
  }

  private static void touchSockets() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      ClientChannel.connect(server.getLocalAddress());
    }
    try (SocketChannel unix = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      unix.configureBlocking(false);
    } catch (UnsupportedOperationException e) {
      return; // the workers have none either
    }
  }

  private static void loadAll(String jarFile) throws IOException {
    ClassLoader loader = Training.class.getClassLoader();
    int count = 0;
    try (JarFile jar = new JarFile(jarFile)) {
      Enumeration<JarEntry> entries = jar.entries();
      while (entries.hasMoreElements() && count < MAX_CLASSES) {
        String name = entries.nextElement().getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
          load(name.substring(0, name.length() - 6).replace('/', '.'), loader);
          count++;
        }
      }
    }
  }

  private static void load(String name, ClassLoader loader) {
    try {
      Class<?> unused = Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return; // a class whose supertype is not in the bundle: no worker can load it either
    }
  }

  /** A module that does nothing. */
  static final class Sample {
    Sample() {}
  }
}
