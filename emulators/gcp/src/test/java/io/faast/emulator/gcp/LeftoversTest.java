package io.faast.emulator.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeftoversTest {
  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(path -> path.getFileName().toString().startsWith("faast-gcp-emulator"))
          .toList();
    }
  }

  @Test
  void closedEmulatorLeavesNeitherProcessesNorFiles() throws Exception {
    List<Path> before = files();
    TestProject project = new TestProject(GcpEmulatorOptions.defaults());
    project.deploy("deeds", how -> how);
    long pid = project.emulator.view().instances().get(0).pid();
    assertThat(ProcessHandle.of(pid)).isPresent();
    project.close();
    project.close();
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(files()).isEqualTo(before);
  }
}
