package io.faast.bundler.hints;

/** Operating systems that native libraries are made for. */
public enum Os {
  /** Linux. */
  LINUX,
  /** Android, whose libraries do not run on Linux nor the other way round. */
  ANDROID,
  /** macOS. */
  MACOS,
  /** Windows. */
  WINDOWS,
  /** FreeBSD. */
  FREEBSD,
  /** Any other that is known by name or header, such as AIX or Solaris. */
  OTHER
}
