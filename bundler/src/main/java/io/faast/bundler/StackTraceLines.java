package io.faast.bundler;

import java.util.Arrays;

/**
 * Keeps the line numbers that a stack trace can show: those of instructions that call or throw. The
 * lines of other instructions count to the line before, where no stack trace will point. Not
 * thread-safe; one object does many methods.
 */
final class StackTraceLines {
  /** Places of instructions that a stack trace may show, doubled, plus one if only after a jump. */
  private final Refs shown = new Refs();

  /** Whether something else than the instruction before leads to an instruction, by its place. */
  private boolean[] targets = new boolean[1024];

  /** First place, number in the table, and line, in one number each. */
  private long[] lines = new long[64];

  private int size;
  private boolean sorted;

  /** Begins with a method's code of a length in bytes. */
  void begin(int length) {
    shown.size = 0;
    size = 0;
    sorted = true;
    if (targets.length < length) {
      targets = new boolean[length];
    } else {
      Arrays.fill(targets, 0, length, false);
    }
  }

  /** Something jumps to a place. */
  void target(int place) {
    targets[place] = true;
  }

  /**
   * An instruction may be in a stack trace.
   *
   * @param onThis whether it cannot be if the instruction before it was run: then it uses {@code
   *     this}, which is never null
   */
  void shown(int place, boolean onThis) {
    shown.add(place << 1 | (onThis ? 1 : 0));
  }

  /** Adds a line of the method, from a place in its code on. */
  void add(int place, int line) {
    if (size == lines.length) {
      lines = Arrays.copyOf(lines, size * 2);
    }
    lines[size] = (long) place << 40 | (long) size << 16 | line;
    sorted &= size == 0 || lines[size - 1] < lines[size];
    size++;
  }

  /** Writes the attribute, unless no line is left of it; returns whether it did. */
  boolean write(ClassCopier target, int name) throws ClassHead.Broken {
    if (!sorted) {
      Arrays.sort(lines, 0, size);
    }
    int begin = target.size();
    int count = 0;
    int next = 0;
    int place = -1;
    int line = -1;
    int lastLine = -1;
    for (int i = 0; i < shown.size; i++) {
      int at = shown.values[i] >> 1;
      while (next < size && (int) (lines[next] >>> 40) <= at) {
        place = (int) (lines[next] >>> 40);
        line = (int) lines[next] & 0xFFFF;
        next++;
      }
      boolean onThis = (shown.values[i] & 1) != 0 && !targets[at] && place != at;
      if (!onThis && place >= 0 && line != lastLine) {
        if (count == 0) {
          target.putConstant(name);
          target.put4(0);
          target.put2(0);
        }
        target.put2(place);
        target.put2(line);
        lastLine = line;
        count++;
      }
    }
    if (count > 0) {
      target.setLength(begin + 2);
      target.set2(begin + 6, count);
    }
    return count > 0;
  }
}
