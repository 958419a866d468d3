package com.example.faast.ssh;

import io.faast.spi.RunTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.sshd.client.channel.ChannelExec;

/**
 * The folder of a run on one machine. A shell there keeps it: its process id is in the folder, and
 * it ends when the client does, however that ends. So everybody can tell whose client still lives.
 */
final class RunFolder {
  static final String KEEPER = "keeper";
  static final String TAG = "tag";
  static final String BUNDLE = "bundle.jar";

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
      throw e;
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

  void delete() throws IOException {
    keeper.getInvertedIn().close();
    keeper.close(false);
    machine.run("rm -rf " + Shell.quote(path) + "\n");
  }
}
