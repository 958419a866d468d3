package io.faast.local;

import io.faast.spi.FaastProvider;
import io.faast.tck.probe.StepFailure;
import io.faast.tck.probe.Steps;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The local provider's own classes, loaded anew, which tell of what they make on disk, and start,
 * as steps: before each they ask, and after some, whether it goes wrong.
 */
public final class BreakableClasses extends URLClassLoader {
  static final String REFUSAL = "No space left on device";

  private static final String PACKAGE = LocalProvider.class.getPackageName() + ".";

  /** What is there, or not, after the call has failed: a file system may do it, and say no. */
  private static final Set<String> MAKE =
      Set.of("createDirectories", "createDirectory", "createFile", "createLink", "copy", "move");

  /** What either returns something open, or writes what others delete. */
  private static final Set<String> OPEN =
      Set.of("createTempFile", "newOutputStream", "writeString", "open", "bind", "start");

  private static final Set<String> OWNERS =
      Set.of(
          "java/nio/file/Files",
          "java/nio/channels/FileChannel",
          "java/nio/channels/ServerSocketChannel",
          "java/lang/ProcessBuilder");

  private final Steps steps;
  private final ThreadLocal<Boolean> lost = ThreadLocal.withInitial(() -> false);

  BreakableClasses(Steps steps) {
    super(
        new URL[] {LocalProvider.class.getProtectionDomain().getCodeSource().getLocation()},
        LocalProvider.class.getClassLoader());
    this.steps = steps;
  }

  FaastProvider provider() {
    try {
      return loadClass(LocalProvider.class.getName())
          .asSubclass(FaastProvider.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      URL own = name.startsWith(PACKAGE) ? findResource(name.replace('.', '/') + ".class") : null;
      return own == null ? super.loadClass(name, resolve) : defined(name, own);
    }
  }

  private Class<?> defined(String name, URL own) throws ClassNotFoundException {
    try (InputStream in = own.openStream()) {
      ClassReader reader = new ClassReader(in.readAllBytes());
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      reader.accept(new Telling(writer), 0);
      byte[] told = writer.toByteArray();
      return defineClass(name, told, 0, told.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** Called by the changed classes before a step. */
  public static void before(String action) throws IOException {
    BreakableClasses caller = caller();
    Optional<StepFailure> failure = caller.steps.take(action);
    if (failure.equals(Optional.of(StepFailure.REFUSED))) {
      throw new IOException(REFUSAL);
    }
    caller.lost.set(failure.isPresent());
  }

  /** Called by the changed classes after a step that was taken, on the same thread. */
  public static void after() throws IOException {
    ThreadLocal<Boolean> lost = caller().lost;
    if (lost.get()) {
      lost.set(false);
      throw new IOException("Input/output error");
    }
  }

  /** Puts the calls around those of the steps. */
  private static final class Telling extends ClassVisitor {
    private static final String HOOK = BreakableClasses.class.getName().replace('.', '/');

    Telling(ClassVisitor to) {
      super(Opcodes.ASM9, to);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor to = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, to) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String called, String type, boolean isInterface) {
          boolean makes = OWNERS.contains(owner) && MAKE.contains(called);
          // To open a channel that will listen makes nothing yet.
          boolean opens =
              OWNERS.contains(owner)
                  && OPEN.contains(called)
                  && (called.equals("bind") || !owner.endsWith("SocketChannel"));
          if (makes || opens) {
            visitLdcInsn(owner.substring(owner.lastIndexOf('/') + 1) + "." + called);
            super.visitMethodInsn(
                Opcodes.INVOKESTATIC, HOOK, "before", "(Ljava/lang/String;)V", false);
          }
          super.visitMethodInsn(opcode, owner, called, type, isInterface);
          if (makes) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, "after", "()V", false);
          }
        }
      };
    }
  }

  private static BreakableClasses caller() {
    return (BreakableClasses)
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(
                frames ->
                    frames
                        .map(frame -> frame.getDeclaringClass().getClassLoader())
                        .filter(BreakableClasses.class::isInstance)
                        .findFirst()
                        .orElseThrow());
  }
}
