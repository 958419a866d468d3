package io.faast.local;

import java.util.concurrent.CountDownLatch;

/** A client that is killed while one of its workers loops and the other one is idle. */
final class DoomedClient {
  private DoomedClient() {}

  public static void main(String[] args) throws Exception {
    TestRun run = TestRun.of(2);
    Hearing first = run.start(TestRun.LONG, "pidThenSpin");
    Hearing second = run.start(TestRun.LONG, "pidThenSleep");
    System.out.println(run.spec.run().runId());
    for (Hearing hearing : new Hearing[] {first, second}) {
      hearing.invocation().request(2);
      System.out.println(hearing.take(1).get(0));
    }
    System.out.flush();
    System.gc(); // a deployment that nobody refers to is no reason to let go of its run
    new CountDownLatch(1).await();
  }
}
