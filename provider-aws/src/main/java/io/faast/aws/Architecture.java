package io.faast.aws;

import io.faast.bundler.hints.Arch;
import io.faast.bundler.hints.NativePlatform;
import io.faast.bundler.hints.Os;

/** Processors that Lambda has. */
public enum Architecture {
  /** Graviton: a fifth cheaper a millisecond. */
  ARM64("arm64", Arch.AARCH64),
  /** Intel and AMD. */
  X86_64("x86_64", Arch.X86_64);

  private final String id;
  private final Arch arch;

  Architecture(String id, Arch arch) {
    this.id = id;
    this.arch = arch;
  }

  /** Returns Lambda's name of it. */
  public String id() {
    return id;
  }

  NativePlatform platform() {
    return new NativePlatform(Os.LINUX, arch, NativePlatform.Libc.GLIBC);
  }
}
