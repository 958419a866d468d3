package io.faast.bundler.hints;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A non-deterministic automaton that is run in all its states at once, so that no text makes it go
 * back. Immutable once built.
 */
final class Nfa {
  /** How many steps an automaton may have. */
  static final int MAX_STEPS = 5_000;

  private static final int SPLIT = -1;
  private static final int SET = -2;
  private static final int ANY = -3;
  private static final int END = -4;

  private int[] what = new int[16];
  private int[] next = new int[16];
  private int[] other = new int[16];
  private final List<CharSet> sets = new ArrayList<>();
  private int count;
  private int start;

  /** Characters in ranges, or all others. */
  record CharSet(String ranges, boolean negated) {
    boolean has(char c) {
      for (int i = 0; i + 1 < ranges.length(); i += 2) {
        if (c >= ranges.charAt(i) && c <= ranges.charAt(i + 1)) {
          return !negated;
        }
      }
      return negated;
    }
  }

  int character(char c, int then) {
    return add(c, then, 0);
  }

  int any(int then) {
    return add(ANY, then, 0);
  }

  int set(CharSet set, int then) {
    sets.add(set);
    return add(SET, then, sets.size() - 1);
  }

  int split(int one, int two) {
    return add(SPLIT, one, two);
  }

  int end() {
    return add(END, 0, 0);
  }

  /** Makes a split lead back to a step that was made after it. */
  void loop(int split, int body) {
    next[split] = body;
  }

  void startAt(int step) {
    start = step;
  }

  private int add(int kind, int then, int more) {
    if (count == MAX_STEPS) {
      throw new IllegalArgumentException("is too long");
    }
    if (count == what.length) {
      what = Arrays.copyOf(what, count * 2);
      next = Arrays.copyOf(next, count * 2);
      other = Arrays.copyOf(other, count * 2);
    }
    what[count] = kind;
    next[count] = then;
    other[count] = more;
    return count++;
  }

  boolean matches(String text) {
    States now = new States();
    States then = new States();
    now.add(start);
    for (int i = 0; i < text.length() && now.size > 0; i++) {
      char c = text.charAt(i);
      then.size = 0;
      then.round = i + 1;
      for (int s = 0; s < now.size; s++) {
        int step = now.steps[s];
        int kind = what[step];
        if (kind == c || kind == ANY || (kind == SET && sets.get(other[step]).has(c))) {
          then.add(next[step]);
        }
      }
      States old = now;
      now = then;
      then = old;
    }
    for (int s = 0; s < now.size; s++) {
      if (what[now.steps[s]] == END) {
        return true;
      }
    }
    return false;
  }

  /** The steps that wait for the same character. */
  private final class States {
    private final int[] steps = new int[count];
    private final int[] added = new int[count];
    private final int[] stack = new int[count + 1];
    private int round;
    private int size;

    States() {
      Arrays.fill(added, -1);
    }

    void add(int first) {
      int depth = 0;
      stack[depth++] = first;
      while (depth > 0) {
        int step = stack[--depth];
        if (added[step] == round) {
          continue;
        }
        added[step] = round;
        if (what[step] == SPLIT) {
          push(depth++, other[step]);
          push(depth++, next[step]);
        } else {
          steps[size++] = step;
        }
      }
    }

    private void push(int depth, int step) {
      stack[depth] = step;
    }
  }
}
