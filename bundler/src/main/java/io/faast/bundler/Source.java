package io.faast.bundler;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files of one class path entry, numbered in an order that its content alone determines. */
interface Source {
  /** Returns the jar or directory. */
  Path path();

  /** Returns how many files there are; directories are not counted. */
  int count();

  /** Returns the name of a file, with slashes. */
  String name(int file);

  /** Returns the uncompressed size of a file. */
  long size(int file);

  /** Returns the CRC-32 of a file's content. */
  int crc(int file);

  /** Returns why a file must not be read, or null if nothing speaks against it. */
  @Nullable String problem(int file);

  /** Returns the content of a file, which has been checked against its size and CRC-32. */
  byte[] read(int file) throws IOException;

  /** Returns the first bytes of a file, at most as many as the limit says, without any check. */
  byte[] head(int file, int limit) throws IOException;

  /** Returns the compressed bytes of a file if it is stored deflated, else null. */
  byte @Nullable [] readDeflated(int file) throws IOException;

  /** Returns what identifies the content of all files. */
  byte[] contentKey();
}
