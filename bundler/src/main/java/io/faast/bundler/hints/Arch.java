package io.faast.bundler.hints;

/** Processor architectures that native libraries are made for. */
public enum Arch {
  /** 64 bits, Intel and AMD. */
  X86_64,
  /** 64 bits, Arm. */
  AARCH64,
  /** 32 bits, Intel and AMD. */
  X86,
  /** 32 bits, Arm. */
  ARM,
  /** Any other that is known by name or header, such as s390x or riscv64. */
  OTHER
}
