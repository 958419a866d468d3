package io.faast.local;

import io.faast.spi.ProviderException;
import io.faast.spi.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The runs' directories, as seen from outside: also those that a crashed client left behind. */
final class Inventory {
  static final String TYPE = "run-directory";

  private static final Object[] DELETING = Stream.generate(Object::new).limit(64).toArray();

  private Inventory() {}

  static List<Resource> list(@Nullable String runId) throws IOException {
    List<Resource> found = new ArrayList<>();
    Path base = PrivateDirectory.basePath();
    if (!Files.isDirectory(base, LinkOption.NOFOLLOW_LINKS)) {
      return found;
    }
    PrivateDirectory.check(base);
    try (var directories = Files.newDirectoryStream(base)) {
      for (Path directory : directories) {
        TagFile tag = TagFile.readFrom(directory);
        if (tag != null && (runId == null || runId.equals(tag.run().runId()))) {
          found.add(
              new Resource(TYPE, directory.toString(), tag.run(), RunLock.probe(directory, tag)));
        }
      }
    }
    return found;
  }

  /** Two collections of one process that mean the same run delete it one after the other. */
  static void delete(Resource resource) throws IOException {
    synchronized (DELETING[Math.floorMod(resource.id().hashCode(), DELETING.length)]) {
      deleteAlone(resource);
    }
  }

  private static void deleteAlone(Resource resource) throws IOException {
    Path base = PrivateDirectory.basePath();
    Path directory = Path.of(resource.id());
    if (!TYPE.equals(resource.type()) || !base.equals(directory.getParent())) {
      throw refuse(directory, "is no directory of a run");
    }
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    PrivateDirectory.check(base);
    TagFile tag = TagFile.readFrom(directory);
    if (tag == null && !Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return; // another process was deleting it
    }
    if (tag == null || !tag.run().equals(resource.run())) {
      throw refuse(directory, "does not carry the tag of run " + resource.run().runId());
    }
    if (RunLock.probe(directory, tag) == Resource.Liveness.LIVE) {
      throw refuse(directory, "is in use by a client that lives");
    }
    List<String> failures = RunDirectory.delete(directory);
    if (!failures.isEmpty()) {
      throw new ProviderException(
          String.join("; ", failures), "Delete " + directory + " by hand.", null);
    }
  }

  private static ProviderException refuse(Path directory, String found) {
    return new ProviderException(
        directory + " " + found + ", so it is not deleted.",
        "List the resources again; delete it by hand if it should go all the same.",
        null);
  }
}
