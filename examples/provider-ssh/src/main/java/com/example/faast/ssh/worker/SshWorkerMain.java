package com.example.faast.ssh.worker;

import io.faast.worker.ProtocolException;
import io.faast.worker.Refusal;
import io.faast.worker.ReplyMessage;
import io.faast.worker.ReplySink;
import io.faast.worker.Worker;
import io.faast.worker.WorkerEnvironment;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Entry point of a worker process, started by a script of the provider. Frames come on standard
 * input and go to file descriptor 3; standard output and errors are the function's, for its log.
 */
public final class SshWorkerMain implements ReplySink {
  private static final String FRAMES_GO_TO = "/dev/fd/3";
  private static final int FAILED = 70;
  private static final int MOST_ORDER = 1 << 16;

  private final DataInputStream in;
  private final DataOutputStream out;
  private final LinkedBlockingQueue<ByteBuffer> calls = new LinkedBlockingQueue<>();

  private SshWorkerMain(DataInputStream in, DataOutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Serves calls until standard input ends, which it does when the client is gone. */
  public static void main(String[] args) throws InterruptedException {
    try {
      DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
      System.setIn(InputStream.nullInputStream());
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FRAMES_GO_TO)));
      new SshWorkerMain(in, out).serve();
    } catch (IOException | RuntimeException | Error e) {
      end(e);
    }
  }

  private void serve() throws IOException, InterruptedException {
    Frames.write(out, Frames.HELLO, ByteBuffer.allocate(0));
    int length = in.readInt();
    if (in.readByte() != Frames.ORDER) {
      throw new IOException("the client did not say what to do");
    }
    WorkerOrder order = WorkerOrder.of(Frames.body(in, length, MOST_ORDER));
    Worker worker =
        Worker.create(
            new WorkerEnvironment(
                order.module(),
                SshWorkerMain.class.getClassLoader(),
                order.provider(),
                order.runId(),
                order.workerId(),
                order.memoryMb(),
                order.maxPayload()));
    Thread reader = new Thread(() -> read(worker, order.maxPayload()), "faast-reader");
    reader.setDaemon(true);
    reader.start();
    worker.warm();
    Frames.write(out, Frames.READY, ByteBuffer.allocate(0));
    while (true) {
      worker.handle(nextCall(), this);
    }
  }

  /** Waits for a call; an interrupt that the last one left behind means nothing to the next. */
  private ByteBuffer nextCall() {
    while (true) {
      try {
        return calls.take();
      } catch (InterruptedException e) {
        continue;
      }
    }
  }

  /** Reads on while calls run, so that cancellation, credit and the client's end are seen. */
  private void read(Worker worker, int maxPayload) {
    try {
      while (true) {
        int length = in.readInt();
        int type = in.readByte();
        ByteBuffer body = Frames.body(in, length, maxPayload);
        switch (type) {
          case Frames.CALL -> calls.add(body);
          case Frames.CANCEL -> worker.cancel(body.getLong(), body.getInt());
          case Frames.GRANT -> worker.grant(body.getLong(), body.getInt(), body.getLong());
          default -> throw new IOException("a frame of the unknown type " + type + " came");
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      end(e);
    }
  }

  /** Ends the process at once: a function that computes on would not notice anything less. */
  private static void end(Throwable why) {
    if (why instanceof java.io.EOFException) {
      Runtime.getRuntime().halt(0);
    }
    System.err.println("The worker cannot go on: " + why);
    System.err.flush();
    Runtime.getRuntime().halt(FAILED);
  }

  @Override
  public void item(ByteBuffer encoded) throws IOException {
    Frames.write(out, Frames.ITEM, encoded);
  }

  @Override
  public void done(ByteBuffer encoded) throws IOException {
    System.out.flush();
    Frames.write(out, outOfMemory(encoded) ? Frames.DONE_UNFIT : Frames.DONE, encoded);
  }

  private static boolean outOfMemory(ByteBuffer reply) throws ProtocolException {
    return ReplyMessage.read(reply.duplicate()) instanceof ReplyMessage.Refused refused
        && refused.code() == Refusal.OUT_OF_MEMORY;
  }
}
