package io.faast.tck;

import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.support.hierarchical.ParallelExecutionConfiguration;
import org.junit.platform.engine.support.hierarchical.ParallelExecutionConfigurationStrategy;

/**
 * How many rules are tried side by side: four for each processor, since rules mostly wait, at least
 * four and at most sixteen.
 *
 * @since 0.1.0
 */
public final class SideBySide implements ParallelExecutionConfigurationStrategy {
  private static final int FOR_EACH_PROCESSOR = 4;
  private static final int MOST = 16;

  /** Made by JUnit, which finds it by its name. */
  public SideBySide() {}

  /** Returns how many rules are tried at once unless somebody says otherwise. */
  public static int usual() {
    int processors = Runtime.getRuntime().availableProcessors();
    return Math.min(MOST, FOR_EACH_PROCESSOR * processors);
  }

  @Override
  public ParallelExecutionConfiguration createConfiguration(ConfigurationParameters parameters) {
    return new Threads(usual());
  }

  private record Threads(int count) implements ParallelExecutionConfiguration {
    @Override
    public int getParallelism() {
      return count;
    }

    @Override
    public int getMinimumRunnable() {
      return count;
    }

    @Override
    public int getMaxPoolSize() {
      return count;
    }

    @Override
    public int getCorePoolSize() {
      return count;
    }

    @Override
    public int getKeepAliveSeconds() {
      return 30;
    }
  }
}
