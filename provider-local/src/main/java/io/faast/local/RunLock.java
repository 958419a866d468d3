package io.faast.local;

import io.faast.spi.Resource.Liveness;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shows other processes that a run's client lives: the operating system lets go of the lock when
 * the client ends, however it ends.
 */
final class RunLock {
  private static final String NAME = "lock";

  /**
   * The runs of this process. They are looked up here, because a process that merely opens and
   * closes its own lock file loses the lock on POSIX systems. And the channels are kept here,
   * because one that nobody refers to any more is closed, while workers of a deployment that its
   * client forgot still run.
   */
  private static final Map<Path, FileChannel> HELD = new ConcurrentHashMap<>();

  private final Path directory;
  private final FileChannel channel;

  private RunLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  static RunLock hold(Path directory) throws IOException {
    Path file = PrivateDirectory.createFile(directory.resolve(NAME));
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new IOException("another process holds " + file);
      }
    } catch (IOException | OverlappingFileLockException e) {
      channel.close();
      throw e;
    }
    HELD.put(directory, channel);
    return new RunLock(directory, channel);
  }

  /** Lets go; from now on the run counts as dead. */
  void release() throws IOException {
    channel.close();
    HELD.remove(directory);
  }

  /** Finds out whether a tagged directory's client lives. */
  static Liveness probe(Path directory, TagFile tag) {
    if (HELD.containsKey(directory)) {
      return Liveness.LIVE;
    }
    if (tag.process().equals(TagFile.thisProcess())) {
      return Liveness.UNKNOWN; // begun by another copy of this class, or its clean-up failed
    }
    Path file = directory.resolve(NAME);
    if (Files.isSymbolicLink(file)) {
      return Liveness.UNKNOWN;
    }
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock()) {
      // A program that reads its own temporary files drops its locks on them without knowing: only
      // a client that has also ended is dead.
      return lock == null || tag.clientLives() ? Liveness.LIVE : Liveness.DEAD;
    } catch (NoSuchFileException e) {
      return Liveness.DEAD; // its clean-up had begun
    } catch (IOException | OverlappingFileLockException e) {
      return Liveness.UNKNOWN;
    }
  }
}
