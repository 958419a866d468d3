package io.faast.engine;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The engines that are open, so that an exit of this JVM without closing them leaves nothing
 * behind.
 */
final class OpenEngines {
  private static final System.Logger LOG = System.getLogger("io.faast");
  private static final long SECONDS = 20;
  private static final Set<Engine> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(OpenEngines::closeAll, "faast-shutdown"));
  }

  private OpenEngines() {}

  static void add(Engine engine) {
    OPEN.add(engine);
  }

  static void remove(Engine engine) {
    OPEN.remove(engine);
  }

  private static void closeAll() {
    CompletableFuture<?>[] closing =
        OPEN.stream().map(Engine::close).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(closing).get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.WARNING, "The JVM exits before all modules are closed: " + e);
    }
  }
}
