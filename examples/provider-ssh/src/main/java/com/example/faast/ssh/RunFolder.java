package com.example.faast.ssh;

import io.faast.spi.RunTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.client.channel.ChannelExec;

/**
 * The folder of a run on one machine. A shell there keeps it: its process id is in the folder, and
 * it ends when the client does, however that ends. So everybody can tell whose client still lives.
 */
final class RunFolder {
  static final String KEEPER = "keeper";
  static final String TAG = "tag";
  static final String BUNDLE = "bundle.jar";

  /** How the names of files end in which workers say what their process ids are. */
  static final String PROCESS = ".process";

  private static final System.Logger LOG = System.getLogger("com.example.faast.ssh");
  private static final int DELETIONS = 3;

  /** How often it is looked whether workers have ended, with a tenth of a second in between. */
  private static final int POLLS = 150;

  private final Machine machine;
  private final String path;
  private final ChannelExec keeper;

  private RunFolder(Machine machine, String path, ChannelExec keeper) {
    this.machine = machine;
    this.path = path;
    this.keeper = keeper;
  }

  /** Creates the folder, with tag and keeper in it from the first moment that it can be seen. */
  static RunFolder create(Machine machine, String directory, RunTag run) throws IOException {
    String name = run.runId();
    ChannelExec keeper = machine.shell(OutputStream.nullOutputStream());
    try {
      OutputStream to = keeper.getInvertedIn();
      String script =
          Shell.block(
              "umask 077",
              "mkdir -p "
                  + Shell.quote(directory)
                  + " && cd "
                  + Shell.quote(directory)
                  + " || exit 1",
              "mkdir ." + name + " && test ! -e " + name + " || exit 1",
              "echo $$ > ." + name + "/" + KEEPER + " || exit 1",
              "echo " + Shell.quote(Tags.text(run)) + " > ." + name + "/" + TAG + " || exit 1",
              "mv ." + name + " " + name + " && echo kept && cat > /dev/null");
      to.write(script.getBytes(StandardCharsets.UTF_8));
      to.flush();
      if (keeper.getInvertedOut().read() < 0) {
        throw new IOException(
            "the folder " + directory + "/" + name + " could not be made on " + machine.host());
      }
      return new RunFolder(machine, directory + "/" + name, keeper);
    } catch (IOException | RuntimeException e) {
      keeper.close(true);
      undo(machine, directory, run, e);
      throw e;
    }
  }

  /** It may have been made all the same, when the answer was lost; only its own tag proves that. */
  private static void undo(Machine machine, String directory, RunTag run, Exception why) {
    try {
      String unused =
          machine.run(
              Shell.block(
                  "cd " + Shell.quote(directory) + " 2> /dev/null || exit 0",
                  "for folder in " + run.runId() + " ." + run.runId() + "; do",
                  "  test \"$(cat $folder/" + TAG + " 2> /dev/null)\" = "
                      + Shell.quote(Tags.text(run))
                      + " && rm -rf $folder",
                  "done",
                  "exit 0"));
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  Machine machine() {
    return machine;
  }

  String path() {
    return path;
  }

  void upload(Path jar) throws IOException {
    long bytes = Files.size(jar);
    String script =
        Shell.block(
            "cd " + Shell.quote(path) + " && echo ready && head -c " + bytes + " > " + BUNDLE,
            "test \"$(wc -c < " + BUNDLE + ")\" -eq " + bytes);
    try (InputStream content = Files.newInputStream(jar)) {
      machine.send(script, bytes, content);
    }
  }

  /**
   * Deletes the folder, over a new connection if the last one broke.
   *
   * @return processes that worked in it, and did not end in time
   * @throws IOException if it is still there
   */
  List<String> delete() throws IOException {
    release();
    IOException why = new IOException("it was not tried");
    for (int attempt = 1; attempt <= DELETIONS; attempt++) {
      try {
        return machine.run(deletion()).lines().toList();
      } catch (IOException e) {
        e.addSuppressed(why);
        why = e;
      }
      LOG.log(System.Logger.Level.INFO, path + " on " + machine.host() + " is there still", why);
    }
    throw why;
  }

  /** Lets the keeper end, which it also does if this fails, since the way to it is gone then. */
  private void release() {
    try {
      keeper.getInvertedIn().close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "The keeper of " + path + " was gone", e);
    }
    keeper.close(false);
  }

  /**
   * Workers end by themselves when they are let go, but SSH does not say when. One that only begins
   * to run may put its file into the folder while that is deleted, which then has to be repeated.
   */
  private String deletion() {
    String folder = Shell.quote(path);
    return Shell.block(
        "left=" + POLLS,
        "for file in " + folder + "/*" + PROCESS + "; do",
        "  process=$(cat \"$file\" 2> /dev/null) || continue",
        "  while kill -0 \"$process\" 2> /dev/null; do",
        "    if test $left -eq 0; then echo \"process $process\"; break; fi",
        "    left=$((left - 1)); sleep 0.1",
        "  done",
        "done",
        "for again in 1 2 3 4 5; do",
        "  rm -rf " + folder + " && test ! -e " + folder + " && exit 0",
        "  sleep 0.1",
        "done",
        "exit 1");
  }
}
