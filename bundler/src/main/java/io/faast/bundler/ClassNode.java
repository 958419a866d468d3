package io.faast.bundler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** A class of the class path, its place in the hierarchy, and how it was reached. */
final class ClassNode implements Reason {
  /** Internal name, with slashes. */
  final String name;

  final EntryIndex entry;
  final int file;

  /** The facts and the place in them; set when the class is linked. */
  @Nullable Facts facts;

  int start;
  int access;
  @Nullable ClassNode superClass;
  List<ClassNode> interfaces = List.of();
  MethodNode[] methods = {};

  /** Supertypes that the JDK has, also those of supertypes, Object left out. */
  List<PlatformClass> platform = List.of();

  /** Whether it has a supertype that nobody has: it may be made at run time. */
  boolean strange;

  /** The classes of the class path that this one is a subtype of, and this one. */
  List<ClassNode> supertypes = List.of();

  boolean linked;

  /** Whether the class may be initialised: its code may run. */
  boolean live;

  /** Whether there may be objects of the class. */
  boolean instantiated;

  /** Whether all of its members are kept. */
  boolean whole;

  /** Whether its fields are used from outside. */
  boolean fieldsUsed;

  /** Whether its members may be looked up: it was a value of reached code. */
  boolean reflected;

  /** Whether the methods that read and set its properties were reached. */
  boolean accessible;

  /** Whether the class is data: what it holds was followed. */
  boolean data;

  /** Instantiated subtypes, this class among them. */
  final List<ClassNode> instances = new ArrayList<>(0);

  /** What is called on variables of this type. */
  final List<Selector> called = new ArrayList<>(0);

  private @Nullable Set<Selector> calledSet;

  @Nullable Reason reason;
  @Nullable String rule;

  ClassNode(String name, EntryIndex entry, int file) {
    this.name = name;
    this.entry = entry;
    this.file = file;
  }

  boolean is(int flag) {
    return (access & flag) != 0;
  }

  boolean isInterface() {
    return is(Opcodes.ACC_INTERFACE);
  }

  boolean isEnum() {
    return is(Opcodes.ACC_ENUM);
  }

  /** Returns whether objects of the class can be serialised. */
  boolean isSerializable() {
    for (PlatformClass type : platform) {
      if (type.name.equals("java/io/Serializable")) {
        return true;
      }
    }
    return false;
  }

  /** Notes a call; returns whether it is the first of its kind. */
  boolean call(Selector selector) {
    Set<Selector> known = calledSet;
    if (known == null) {
      known = new HashSet<>(4);
      calledSet = known;
    }
    if (known.add(selector)) {
      called.add(selector);
      return true;
    }
    return false;
  }

  /** Returns the method of this very class, or null. */
  @Nullable MethodNode method(Selector selector) {
    for (MethodNode method : methods) {
      if (method.selector == selector) {
        return method;
      }
    }
    return null;
  }

  /** Returns the class that declares other classes around this one: the part before the first $. */
  String outermost() {
    int dollar = name.indexOf('$', name.lastIndexOf('/') + 2);
    return dollar < 0 ? name : name.substring(0, dollar);
  }

  String packageName() {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  @Override
  public @Nullable Reason reason() {
    return reason;
  }

  @Override
  public @Nullable String rule() {
    return rule;
  }

  @Override
  public String text() {
    return name.replace('/', '.');
  }

  @Override
  public String toString() {
    return name;
  }
}
