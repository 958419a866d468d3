package io.faast.bundler.hints;

import java.util.Map;

/** Gathers the modifiers of a specification: of those that say who may access, one is enough. */
final class AccessFlags {
  private static final int VISIBILITY = 0x0007;
  private static final Map<String, Integer> FLAGS =
      Map.ofEntries(
          Map.entry("public", 0x0001),
          Map.entry("private", 0x0002),
          Map.entry("protected", 0x0004),
          Map.entry("static", 0x0008),
          Map.entry("final", 0x0010),
          Map.entry("synchronized", 0x0020),
          Map.entry("volatile", 0x0040),
          Map.entry("bridge", 0x0040),
          Map.entry("transient", 0x0080),
          Map.entry("varargs", 0x0080),
          Map.entry("native", 0x0100),
          Map.entry("interface", 0x0200),
          Map.entry("abstract", 0x0400),
          Map.entry("strictfp", 0x0800),
          Map.entry("synthetic", 0x1000),
          Map.entry("@interface", 0x2000),
          Map.entry("enum", 0x4000));

  private int all;
  private int any;
  private int none;

  /** Adds a modifier; returns false if it is none. */
  boolean add(String modifier, boolean negated) {
    Integer flag = FLAGS.get(modifier);
    if (flag == null) {
      return false;
    }
    if (negated) {
      none |= flag;
    } else if ((flag & VISIBILITY) != 0) {
      any |= flag;
    } else {
      all |= flag;
    }
    return true;
  }

  AccessTest test() {
    return new AccessTest(all, any, none);
  }
}
