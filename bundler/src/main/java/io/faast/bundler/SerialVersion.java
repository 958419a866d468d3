package io.faast.bundler;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The {@code serialVersionUID} that a class without one has by the rules of the Java Object
 * Serialization Specification, section 4.6: a digest of its members, which must not change when
 * some of them are cut. Not thread-safe.
 */
final class SerialVersion extends ClassVisitor {
  static final String FIELD = "serialVersionUID";

  private static final int CLASS_FLAGS =
      Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
  private static final int FIELD_FLAGS =
      Opcodes.ACC_PUBLIC
          | Opcodes.ACC_PRIVATE
          | Opcodes.ACC_PROTECTED
          | Opcodes.ACC_STATIC
          | Opcodes.ACC_FINAL
          | Opcodes.ACC_VOLATILE
          | Opcodes.ACC_TRANSIENT;
  private static final int METHOD_FLAGS =
      Opcodes.ACC_PUBLIC
          | Opcodes.ACC_PRIVATE
          | Opcodes.ACC_PROTECTED
          | Opcodes.ACC_STATIC
          | Opcodes.ACC_FINAL
          | Opcodes.ACC_SYNCHRONIZED
          | Opcodes.ACC_NATIVE
          | Opcodes.ACC_ABSTRACT
          | Opcodes.ACC_STRICT;

  /** A field or method. */
  private record Member(String name, String descriptor, int access) {}

  private final List<Member> fields = new ArrayList<>();
  private final List<Member> methods = new ArrayList<>();
  private String name = "";
  private String[] interfaces = new String[0];
  private int access;
  private boolean declared;

  private SerialVersion() {
    super(FactsReader.API);
  }

  /** Returns the number, or null if the class says it itself. */
  static @Nullable Long of(byte[] classFile) {
    SerialVersion version = new SerialVersion();
    new ClassReader(classFile)
        .accept(version, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return version.declared ? null : version.digest();
  }

  @Override
  public void visit(
      int version,
      int flags,
      String className,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] superInterfaces) {
    name = className;
    access = flags;
    interfaces = superInterfaces == null ? new String[0] : superInterfaces;
  }

  @Override
  public void visitInnerClass(
      String className, @Nullable String outerName, @Nullable String innerName, int flags) {
    if (className.equals(name)) {
      access = flags; // what reflection says of a nested class
    }
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int flags,
      String fieldName,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    declared |= fieldName.equals(FIELD) && (flags & Opcodes.ACC_STATIC) != 0;
    boolean hidden =
        (flags & Opcodes.ACC_PRIVATE) != 0
            && (flags & (Opcodes.ACC_STATIC | Opcodes.ACC_TRANSIENT)) != 0;
    if (!hidden) {
      fields.add(new Member(fieldName, descriptor, flags & FIELD_FLAGS));
    }
    return null;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int flags,
      String methodName,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if (methodName.equals("<clinit>")) {
      methods.add(new Member(methodName, descriptor, Opcodes.ACC_STATIC));
    } else if ((flags & Opcodes.ACC_PRIVATE) == 0) {
      String dotted = descriptor.replace('/', '.');
      methods.add(new Member(methodName, dotted, flags & METHOD_FLAGS));
    }
    return null;
  }

  private long digest() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try {
      write(new DataOutputStream(bytes));
      byte[] hash = MessageDigest.getInstance("SHA").digest(bytes.toByteArray());
      long number = 0;
      for (int i = 7; i >= 0; i--) {
        number = number << 8 | (hash[i] & 0xFF);
      }
      return number;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeUTF(name.replace('/', '.'));
    int flags = access & CLASS_FLAGS;
    if ((flags & Opcodes.ACC_INTERFACE) != 0) {
      flags = methods.isEmpty() ? flags & ~Opcodes.ACC_ABSTRACT : flags | Opcodes.ACC_ABSTRACT;
    }
    out.writeInt(flags);
    for (String type : new TreeSet<>(List.of(interfaces))) {
      out.writeUTF(type.replace('/', '.'));
    }
    fields.sort(Comparator.comparing(Member::name));
    write(fields, out);
    // The initialiser comes first, then constructors, then methods.
    methods.sort(Comparator.comparing(SerialVersion::order).thenComparing(Member::descriptor));
    write(methods, out);
  }

  private static String order(Member method) {
    return method.name().equals("<clinit>")
        ? "0"
        : method.name().equals("<init>") ? "1" : "2" + method.name();
  }

  private static void write(List<Member> members, DataOutputStream out) throws IOException {
    for (Member member : members) {
      out.writeUTF(member.name());
      out.writeInt(member.access());
      out.writeUTF(member.descriptor());
    }
  }
}
