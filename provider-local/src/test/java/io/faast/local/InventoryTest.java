package io.faast.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.spi.InventoryQuery;
import io.faast.spi.Resource;
import io.faast.spi.Resource.Liveness;
import io.faast.spi.RunTag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
  @TempDir Path temporary;

  private final LocalProvider provider = new LocalProvider();
  private final String usual = System.getProperty("java.io.tmpdir");

  @BeforeEach
  void useOwnDirectory() {
    System.setProperty("java.io.tmpdir", temporary.toString());
  }

  @AfterEach
  void useUsualDirectory() {
    System.setProperty("java.io.tmpdir", usual);
  }

  @Test
  void aRunThatGoesOnIsLiveAndNotDeleted() throws Exception {
    try (TestRun run = TestRun.of(1)) {
      Resource resource = list(null).get(0);
      assertThat(resource.run()).isEqualTo(run.spec.run());
      assertThat(resource.liveness()).isEqualTo(Liveness.LIVE);
      assertThat(list("another-run")).isEmpty();
      assertThat(list(run.spec.run().runId())).hasSize(1);
      assertThatThrownBy(() -> delete(resource)).hasMessageContaining("in use");
      assertThat(run.value("increment", 1)).isEqualTo(2);
      assertThat(list(null).get(0).liveness()).isEqualTo(Liveness.LIVE);
    }
    assertThat(list(null)).isEmpty();
  }

  @Test
  void aDeadRunIsDeletedWithoutFollowingLinks() throws Exception {
    Path precious = Files.createDirectory(temporary.resolve("precious"));
    Files.writeString(precious.resolve("file"), "keep");
    Path directory = dead("run-dead");
    Files.createSymbolicLink(directory.resolve("link"), precious);
    Path closed = Files.createDirectories(directory.resolve("w1/closed"));
    Files.writeString(closed.resolve("inside"), "x");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Resource resource = list(null).get(0);
    assertThat(resource.liveness()).isEqualTo(Liveness.DEAD);
    delete(resource);
    assertThat(directory).doesNotExist();
    assertThat(precious.resolve("file")).hasContent("keep");
    delete(resource); // gone already: no error
  }

  @Test
  void aDeadRunThatManyDeleteAtOnceIsGoneForAllOfThem() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path directory = dead("run-shared");
      for (int i = 0; i < 30; i++) {
        Files.writeString(Files.createDirectories(directory.resolve("w" + i)).resolve("f"), "x");
      }
      Resource resource = list(null).get(0);
      List<CompletableFuture<Void>> all =
          Stream.generate(
                  () ->
                      CompletableFuture.runAsync(
                          () ->
                              provider
                                  .delete(resource, LocalOptions.defaults())
                                  .toCompletableFuture()
                                  .join()))
              .limit(4)
              .toList();
      CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get(30, TimeUnit.SECONDS);
      assertThat(directory).doesNotExist();
    }
  }

  @Test
  void whatCarriesNoTagIsNeitherListedNorDeleted() throws Exception {
    Path base = PrivateDirectory.base();
    Path plain = Files.createDirectory(base.resolve("run-plain"));
    Path renamed = dead("run-first");
    Files.move(renamed, base.resolve("run-second"));
    Path torn = Files.createDirectory(base.resolve("run-torn"));
    Files.writeString(torn.resolve("tag"), "faast=1\nrun=run-torn\nowner=me\ncreated=yesterday");
    Files.createSymbolicLink(base.resolve("run-link"), plain);
    assertThat(list(null)).isEmpty();
    for (String name : List.of("run-plain", "run-second", "run-torn", "run-link")) {
      Resource resource =
          new Resource(
              Inventory.TYPE,
              base.resolve(name).toString(),
              new RunTag(name, "me", Instant.EPOCH),
              Liveness.DEAD);
      assertThatThrownBy(() -> delete(resource)).hasMessageContaining("does not carry the tag");
    }
    assertThat(plain).exists();
  }

  @Test
  void aTagComesBackAsItWasWritten() throws Exception {
    Path directory = PrivateDirectory.create(PrivateDirectory.base().resolve("run-odd"));
    TagFile tag =
        new TagFile(
            new RunTag(
                "run-odd", "A. \u00fc=\n\\#!: \ud83d\ude00", Instant.ofEpochSecond(7, 123_456_789)),
            TagFile.thisProcess());
    tag.writeTo(directory);
    assertThat(TagFile.readFrom(directory)).isEqualTo(tag);
    assertThat(tag.clientLives()).isTrue();
  }

  @Test
  void nothingOutsideOfTheBaseIsDeleted() throws Exception {
    dead("run-a");
    Resource real = list(null).get(0);
    for (String id : List.of("/", temporary.toString(), real.id() + "/w1", real.id() + "/..")) {
      Resource forged = new Resource(Inventory.TYPE, id, real.run(), Liveness.DEAD);
      assertThatThrownBy(() -> delete(forged)).hasMessageContaining("is no directory of a run");
    }
  }

  @Test
  void aBaseThatOthersCanEnterIsRefused() throws Exception {
    Path base = PrivateDirectory.base();
    Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> TestRun.of(1)).hasMessageContaining("can be entered by other users");
    Files.delete(base);
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.createSymbolicLink(base, elsewhere);
    assertThatThrownBy(() -> TestRun.of(1)).hasMessageContaining("not a directory of its own");
    assertThat(elsewhere).isEmptyDirectory();
  }

  /** Makes what a client leaves behind that was killed. */
  private static Path dead(String runId) throws Exception {
    Path directory = PrivateDirectory.create(PrivateDirectory.base().resolve(runId));
    new TagFile(new RunTag(runId, "me", Instant.EPOCH), "1@1").writeTo(directory);
    PrivateDirectory.createFile(directory.resolve("lock"));
    return directory;
  }

  private List<Resource> list(String runId) throws Exception {
    return provider
        .inventory(new InventoryQuery(runId, LocalOptions.defaults()))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  private void delete(Resource resource) throws Exception {
    provider
        .delete(resource, LocalOptions.defaults())
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }
}
