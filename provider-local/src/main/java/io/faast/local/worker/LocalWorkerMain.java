package io.faast.local.worker;

import io.faast.worker.Worker;
import io.faast.worker.WorkerEnvironment;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Entry point of a worker process. Started by the local provider only. */
public final class LocalWorkerMain {
  private LocalWorkerMain() {}

  /** Reads the launch order from standard input, then serves calls until the client is gone. */
  public static void main(String[] args) {
    try {
      serve(LaunchOrder.readFrom(System.in));
    } catch (IOException e) {
      Exit.after(e); // nobody waits any more
    } catch (Throwable e) {
      System.err.println("The worker cannot go on:");
      System.err.println(StackText.of(e));
      Exit.now(Exit.FAILED);
    }
  }

  private static void serve(LaunchOrder order) throws IOException {
    ClientChannel client = ClientChannel.connect(order.address());
    ByteBuffer hello = ByteBuffer.allocate(4 + Frames.TOKEN);
    hello.putInt(order.worker()).put(order.token()).flip();
    client.write(Frames.HELLO, hello);
    Worker worker =
        Worker.create(
            new WorkerEnvironment(
                order.module(),
                LocalWorkerMain.class.getClassLoader(),
                order.provider(),
                order.runId(),
                "w".concat(Integer.toString(order.worker())),
                order.memoryMb(),
                order.maxResponseBytes()));
    CallLoop loop = new CallLoop(client, worker);
    loop.watch();
    worker.warm();
    client.write(Frames.READY, ByteBuffer.allocate(0));
    loop.run();
  }
}
