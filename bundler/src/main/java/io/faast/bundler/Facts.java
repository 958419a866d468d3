package io.faast.bundler;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What some class files of one entry say, as numbers. They depend on the content alone, so they can
 * be kept and used again.
 *
 * <p>A class at a place of {@link #data} is: access flags, superclass, generic signature, nest host
 * (names, or -1), the number of interfaces and their names, its operations ({@link Op}: their
 * number and they themselves), the number of fields and the fields, the number of methods and the
 * methods. A field or method is: access flags, selector, generic signature, its operations.
 */
final class Facts {
  /**
   * In the access flags of a member: it, or a parameter of it, has an annotation that is visible at
   * run time.
   */
  static final int ANNOTATED = 1 << 28;

  /** Names of classes and members, descriptors, signatures and string constants. */
  final String[] names;

  /**
   * Selector i is the name names[selectors[2 * i]] and the descriptor names[selectors[2 * i + 1]].
   */
  final int[] selectors;

  /** Member i is selector members[2 * i + 1] of class names[members[2 * i]]. */
  final int[] members;

  final int[] data;

  /** The class of each name, filled in as names are met; see {@link #looked}. */
  final @Nullable ClassNode[] nodes;

  final boolean[] looked;

  /** Whether a name was met as a string constant. */
  final boolean[] said;

  final @Nullable Selector[] resolved;

  Facts(String[] names, int[] selectors, int[] members, int[] data) {
    this.names = names;
    this.selectors = selectors;
    this.members = members;
    this.data = data;
    nodes = new ClassNode[names.length];
    looked = new boolean[names.length];
    said = new boolean[names.length];
    resolved = new Selector[selectors.length / 2];
  }

  /** Forgets what the names lead to. */
  void forget() {
    Arrays.fill(nodes, null);
    Arrays.fill(looked, false);
    Arrays.fill(said, false);
    Arrays.fill(resolved, null);
  }

  /** Returns whether every number leads somewhere, for data that comes from a file. */
  boolean isSound(int[] starts) {
    for (int i = 0; i < selectors.length; i++) {
      if (!isName(selectors[i])) {
        return false;
      }
    }
    for (int i = 0; i < members.length; i += 2) {
      if (!isName(members[i]) || members[i + 1] < 0 || members[i + 1] >= resolved.length) {
        return false;
      }
    }
    try {
      for (int start : starts) {
        if (start >= 0 && !isSoundClass(start)) {
          return false;
        }
      }
      return true;
    } catch (IndexOutOfBoundsException e) {
      return false;
    }
  }

  private boolean isSoundClass(int start) {
    boolean sound = isNameOrNone(data[start + 1]);
    sound &= isNameOrNone(data[start + 2]) && isNameOrNone(data[start + 3]);
    int at = start + 5;
    for (int n = data[start + 4]; n > 0; n--) {
      sound &= isName(data[at++]);
    }
    sound &= areSoundOps(at);
    at = afterOps(at);
    for (int kind = 0; kind < 2; kind++) {
      for (int n = data[at++]; n > 0 && sound; n--) {
        sound &= data[at + 1] >= 0 && data[at + 1] < resolved.length;
        sound &= isNameOrNone(data[at + 2]) && areSoundOps(at + 3);
        at = afterOps(at + 3);
      }
    }
    return sound;
  }

  private boolean areSoundOps(int at) {
    int count = data[at];
    if (count < 0 || count >= data.length - at) {
      return false;
    }
    for (int i = at + 1; i <= at + count; i++) {
      int kind = Op.kind(data[i]);
      int limit =
          kind == Op.FEATURE
              ? Feature.count()
              : Op.isMember(kind) ? members.length / 2 : names.length;
      if (kind > Op.FEATURE || Op.id(data[i]) >= limit) {
        return false;
      }
    }
    return true;
  }

  private boolean isName(int id) {
    return id >= 0 && id < names.length;
  }

  private boolean isNameOrNone(int id) {
    return id >= -1 && id < names.length;
  }

  /** Returns where the operations of a class begin: with their number. */
  int classOps(int start) {
    return start + 5 + data[start + 4];
  }

  /** Returns the place after a list of operations that begins with its length. */
  int afterOps(int at) {
    return at + 1 + data[at];
  }

  /** Returns the name with a number that may be -1. */
  @Nullable String name(int id) {
    return id < 0 ? null : names[id];
  }
}
