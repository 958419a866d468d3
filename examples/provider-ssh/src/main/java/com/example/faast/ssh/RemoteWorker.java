package com.example.faast.ssh;

import com.example.faast.ssh.worker.Frames;
import com.example.faast.ssh.worker.SshWorkerMain;
import com.example.faast.ssh.worker.WorkerOrder;
import io.faast.spi.DeploymentSpec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;

/**
 * A worker process on a machine. One thread starts it and then reads what it says, another one
 * writes what it is told, so that neither a slow network nor a slow worker blocks who calls.
 */
final class RemoteWorker {
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final WorkerPool pool;
  private final DeploymentSpec spec;
  private final SshOptions options;
  private final RunFolder folder;
  private final String id;
  private final Logs logs;
  private final ExecutorService sender;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final long createdNanos = System.nanoTime();

  private volatile LogFile log;
  private volatile ChannelExec channel;
  private volatile boolean unwanted;
  private DataOutputStream to;

  // Guarded by the pool.
  RunningAttempt attempt;
  boolean ready;
  boolean retired;
  long initNanos;

  RemoteWorker(
      WorkerPool pool,
      DeploymentSpec spec,
      SshOptions options,
      RunFolder folder,
      int number,
      Logs logs) {
    this.pool = pool;
    this.spec = spec;
    this.options = options;
    this.folder = folder;
    id = "w" + number;
    this.logs = logs;
    sender = Executors.newSingleThreadExecutor(run -> daemon(run, "faast-ssh-send-" + id));
  }

  private static Thread daemon(Runnable run, String name) {
    Thread thread = new Thread(run, name);
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    daemon(this::serve, "faast-ssh-" + id).start();
  }

  private void serve() {
    Exception why = null;
    try {
      LogFile opened = logs.open(id);
      log = opened;
      try (opened) {
        ChannelExec opening = folder.machine().shell(opened);
        channel = opening;
        if (unwanted) {
          opening.close(false);
        }
        converse(opening);
      }
    } catch (IOException | RuntimeException e) {
      why = e;
    } finally {
      String end = end(why);
      sender.shutdown();
      pool.ended(this, end);
      ended.complete(null);
    }
  }

  private void converse(ChannelExec opened) throws IOException {
    DataInputStream from = new DataInputStream(opened.getInvertedOut());
    try {
      to = new DataOutputStream(opened.getInvertedIn());
      to.write(script().getBytes(StandardCharsets.UTF_8));
      to.flush();
      while (true) {
        int length = from.readInt();
        int type = from.readByte();
        hear(type, Frames.body(from, length, SshProvider.PAYLOAD_BYTES));
      }
    } finally {
      opened.close(false);
      opened.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LAST_WORDS);
      opened.close(true);
    }
  }

  private String script() {
    List<String> lines = new ArrayList<>();
    lines.add("cd " + Shell.quote(folder.path()) + " || exit 1");
    lines.add("echo $$ > " + id + RunFolder.PROCESS + " || exit 1");
    for (Map.Entry<String, String> variable : spec.environment().entrySet()) {
      lines.add("export " + variable.getKey() + "=" + Shell.quote(variable.getValue()));
    }
    StringBuilder java = new StringBuilder("exec " + Shell.quote(options.java()));
    java.append(" -Xmx").append(spec.memoryMb()).append("m -XX:TieredStopAtLevel=1");
    for (String option : options.jvmOptions()) {
      java.append(' ').append(Shell.quote(option));
    }
    java.append(" -cp " + RunFolder.BUNDLE + " ").append(SshWorkerMain.class.getName());
    lines.add("exec 3>&1 1>&2");
    lines.add(java.toString());
    return Shell.block(lines.toArray(String[]::new));
  }

  private void hear(int type, ByteBuffer body) throws IOException {
    switch (type) {
      case Frames.HELLO ->
          Frames.write(
              to,
              Frames.ORDER,
              new WorkerOrder(
                      spec.module().getName(),
                      SshProvider.NAME,
                      spec.run().runId(),
                      id,
                      spec.memoryMb(),
                      SshProvider.PAYLOAD_BYTES)
                  .toBytes());
      case Frames.READY -> pool.ready(this, System.nanoTime() - createdNanos);
      case Frames.ITEM -> pool.item(this, body);
      case Frames.DONE -> pool.done(this, body, true);
      case Frames.DONE_UNFIT -> pool.done(this, body, false);
      default ->
          throw new IOException("worker " + id + " sent a frame of the unknown type " + type);
    }
  }

  /** Tells how it ended, in a sentence. */
  private String end(Exception why) {
    ChannelExec was = channel;
    Integer status = was == null ? null : was.getExitStatus();
    String signal = was == null ? null : was.getExitSignal();
    StringBuilder text = new StringBuilder("Worker " + id + " on " + folder.machine().host());
    if (signal != null) {
      text.append(" was ended by signal ").append(signal);
    } else if (status != null) {
      text.append(" ended with status ").append(status);
    } else {
      text.append(" was lost: ")
          .append(why == null ? "no reason is known" : Failures.describe(why));
    }
    LogFile printed = log;
    String tail = printed == null ? "" : printed.tail();
    return text
        + (tail.isEmpty() ? ". It printed nothing." : ". The last that it printed:\n" + tail);
  }

  /** Sends a frame, in order and without waiting for it. */
  void send(int type, ByteBuffer body) {
    try {
      sender.execute(() -> write(type, body));
    } catch (java.util.concurrent.RejectedExecutionException e) {
      kill(); // it has ended, which the pool is about to hear
    }
  }

  private void write(int type, ByteBuffer body) {
    try {
      Frames.write(to, type, body);
    } catch (IOException e) {
      kill();
    }
  }

  /** Ends the process: it ends itself when its standard input does. */
  void kill() {
    unwanted = true;
    ChannelExec open = channel;
    if (open != null) {
      // Not at once: the machine would not be told.
      open.close(false);
    }
  }

  String id() {
    return id;
  }

  RunFolder folder() {
    return folder;
  }

  URI logUrl() {
    return logs.file(id).toUri();
  }

  CompletableFuture<Void> ended() {
    return ended;
  }
}
