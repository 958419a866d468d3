package io.faast.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers in a file when garbage was collected last, for all processes of this user. */
final class GcStamp {
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final int MOST_BYTES = 20;

  private GcStamp() {}

  /**
   * Returns whether garbage is to be collected now, and remembers it; of several processes that ask
   * at once, one is told yes.
   */
  static boolean claim(Path cache, String provider, Instant now) throws IOException {
    Path directory = cache.resolve("gc");
    Files.createDirectories(directory, privately(directory, "rwx------"));
    Path file = directory.resolve(provider);
    try (FileChannel channel =
            FileChannel.open(
                file,
                Set.of(
                    StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                privately(directory, "rw-------"));
        FileLock lock = lock(channel)) {
      if (lock == null) {
        return false;
      }
      Instant last = read(channel);
      // A time in the future is from a clock that was wrong.
      if (last != null && !last.isAfter(now) && last.plus(INTERVAL).isAfter(now)) {
        return false;
      }
      byte[] text = Long.toString(now.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(text), 0);
      return true;
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another engine of this process is at it
    }
  }

  private static @Nullable Instant read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    channel.read(bytes, 0);
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    return text.matches("[0-9]{1,15}") ? Instant.ofEpochMilli(Long.parseLong(text)) : null;
  }

  private static FileAttribute<?>[] privately(Path place, String permissions) {
    boolean posix = place.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
