package io.faast.bundler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What the JDK that runs the bundler has itself: nothing of it is shipped. Not thread-safe. */
final class Platform {
  static final String OBJECT = "java/lang/Object";

  private final Map<String, Module> packages = new HashMap<>(4096);
  private final Map<String, PlatformClass> classes = new HashMap<>();
  private final Selectors selectors;

  Platform(Selectors selectors) {
    this.selectors = selectors;
    for (Module module : ModuleLayer.boot().modules()) {
      if (isPlatform(module)) {
        for (String packageName : module.getPackages()) {
          packages.put(packageName, module);
        }
      }
    }
  }

  private static boolean isPlatform(Module module) {
    String name = module.getName();
    return name.startsWith("java.") || name.startsWith("jdk.");
  }

  /** Returns all packages of the JDK's modules, with slashes. */
  static Set<String> packageNames() {
    Set<String> names = new HashSet<>(4096);
    for (Module module : ModuleLayer.boot().modules()) {
      if (isPlatform(module)) {
        for (String packageName : module.getPackages()) {
          names.add(packageName.replace('.', '/'));
        }
      }
    }
    return names;
  }

  /** Returns whether a class of that internal name is, or would be, the JDK's. */
  boolean has(String name) {
    return name.startsWith("java/") || module(name) != null;
  }

  private @Nullable Module module(String name) {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? null : packages.get(name.substring(0, slash).replace('/', '.'));
  }

  /**
   * Returns whether the JDK looks for providers of a service while programs run. Compiler plug-ins
   * are not looked for then, and are large.
   */
  boolean isLiveService(String type) {
    return has(type)
        && !type.startsWith("javax/annotation/processing/")
        && !type.startsWith("javax/tools/")
        && !type.startsWith("com/sun/");
  }

  /** Returns the class of an internal name, null if the JDK has none. */
  @Nullable PlatformClass find(String name) {
    PlatformClass known = classes.get(name);
    if (known == null && has(name)) {
      Module module = module(name);
      known = module == null ? null : read(name, module);
      if (known != null) {
        classes.put(name, known);
      }
    }
    return known;
  }

  private @Nullable PlatformClass read(String name, Module module) {
    try (InputStream in = module.getResourceAsStream(name.concat(".class"))) {
      if (in == null) {
        return null;
      }
      PlatformClass made = new PlatformClass(name);
      if (!name.equals(OBJECT)) {
        made.supertypes.add(made);
      }
      byte[] bytes = in.readAllBytes();
      // The form of what is read here has not changed since: no newer JDK is in the way.
      bytes[7] = Opcodes.V17;
      new ClassReader(bytes)
          .accept(
              new Reader(made),
              ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException("the JDK's own class " + name + " cannot be read", e);
    }
  }

  private final class Reader extends ClassVisitor {
    private final PlatformClass made;

    Reader(PlatformClass made) {
      super(FactsReader.API);
      this.made = made;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      if (superName != null) {
        addSupertypes(superName);
      }
      if (interfaces != null) {
        for (String type : interfaces) {
          addSupertypes(type);
        }
      }
    }

    private void addSupertypes(String name) {
      PlatformClass type = name.equals(OBJECT) ? null : find(name);
      if (type != null) {
        made.supertypes.addAll(type.supertypes);
      }
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      int fixed = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
      if ((access & fixed) == 0 && name.charAt(0) != '<') {
        made.overridable.add(selectors.of(name, descriptor));
      }
      return null;
    }
  }
}
