package io.faast.examples.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRepositoryTest {
  @TempDir Path home;

  private void settings(String xml) throws IOException {
    Files.createDirectories(home.resolve(".m2"));
    Files.writeString(home.resolve(".m2/settings.xml"), xml);
  }

  @Test
  void isInTheHomeDirectoryUnlessSaidOtherwise() throws Exception {
    assertThat(LocalRepository.find(Map.of(), home)).isEqualTo(home.resolve(".m2/repository"));
  }

  @Test
  void isWhereTheSettingsSay() throws Exception {
    settings("<settings><localRepository>${user.home}/elsewhere</localRepository></settings>");
    assertThat(LocalRepository.find(Map.of(), home)).isEqualTo(home.resolve("elsewhere"));
  }

  @Test
  void isWhereTheOptionsOfMavenSay() throws Exception {
    settings("<settings><localRepository>elsewhere</localRepository></settings>");
    assertThat(LocalRepository.find(Map.of("MAVEN_OPTS", "-Xmx1g -Dmaven.repo.local=/a/b"), home))
        .isEqualTo(Path.of("/a/b"));
    assertThat(LocalRepository.find(Map.of("MAVEN_ARGS", "-Dmaven.repo.local=\"/a b/c\""), home))
        .isEqualTo(Path.of("/a b/c"));
  }

  @Test
  void settingsWithoutARepositoryChangeNothing() throws Exception {
    settings("<settings><offline>true</offline></settings>");
    assertThat(LocalRepository.find(Map.of(), home)).isEqualTo(home.resolve(".m2/repository"));
  }

  @Test
  void settingsThatCannotBeReadAreAnErrorThatNamesThem() throws Exception {
    settings("<settings>");
    assertThatThrownBy(() -> LocalRepository.find(Map.of(), home))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("settings.xml")
        .hasMessageContaining("--dir");
  }
}
