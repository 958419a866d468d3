package io.faast.benchmarks;

import static io.faast.Faast.faast;

import com.sun.management.OperatingSystemMXBean;
import io.faast.FaastModule;
import java.lang.management.ManagementFactory;

/** Times the way from {@code faast()} to the first result of AWS in a fresh client. */
final class AwsFirstResult {
  private AwsFirstResult() {}

  public static void main(String[] args) {
    long begin = System.nanoTime();
    try (FaastModule<TrivialModule> module = faast(args[0], TrivialModule.class)) {
      int result = module.call(TrivialModule::identity, 42).join();
      double millis = (System.nanoTime() - begin) / 1e6;
      if (result != 42) {
        throw new IllegalStateException("expected 42, got " + result);
      }
      long processor =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
      System.out.println("faast() to first result;ms;1,500;" + millis);
      System.out.println("its processor time, with the JVM's start;ms;;" + processor / 1e6);
    }
  }
}
