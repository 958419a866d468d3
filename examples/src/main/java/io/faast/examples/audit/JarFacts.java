package io.faast.examples.audit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link JarAudit} found in one jar.
 *
 * @param entries how many entries it has, directories included
 * @param inflatedBytes the size of its entries when unpacked, in bytes
 * @param classVersions how many classes there are of each class-file major version, such as 61 for
 *     Java 17
 * @param packages its packages
 * @param classHashes for each class the first 8 bytes of its SHA-256, big-endian
 * @param classBytes for each class its unpacked size in bytes, in the order of {@code classHashes}
 * @param multiRelease whether its manifest says that it is a multi-release jar
 * @param releases the Java releases that it has special classes for, ascending
 * @param moduleInfo whether it has a module descriptor
 * @param automaticModuleName the module name that its manifest gives, or null
 * @param implementationVersion the version that its manifest gives, or null
 * @param signatureFiles the names of its signature and signature block files; a signed jar has both
 */
@SuppressWarnings(
    "ArrayRecordComponent") // never compared; a List of boxed numbers would be ten times the size
public record JarFacts(
    int entries,
    long inflatedBytes,
    Map<Integer, Integer> classVersions,
    List<PackageSize> packages,
    long[] classHashes,
    int[] classBytes,
    boolean multiRelease,
    List<Integer> releases,
    boolean moduleInfo,
    @Nullable String automaticModuleName,
    @Nullable String implementationVersion,
    List<String> signatureFiles) {

  /**
   * The classes of one package.
   *
   * @param name its name; empty for the unnamed package
   * @param classes how many classes it has
   * @param bytes their unpacked size, in bytes
   */
  public record PackageSize(String name, int classes, long bytes) {}

  /** Returns these facts with no packages. */
  JarFacts withoutPackages() {
    return new JarFacts(
        entries,
        inflatedBytes,
        classVersions,
        List.of(),
        classHashes,
        classBytes,
        multiRelease,
        releases,
        moduleInfo,
        automaticModuleName,
        implementationVersion,
        signatureFiles);
  }

  /** Returns whether a signature file comes with a signature block; neither is verified. */
  public boolean signed() {
    return signatureFiles.stream().anyMatch(name -> name.endsWith(".SF"))
        && signatureFiles.stream().anyMatch(name -> !name.endsWith(".SF"));
  }
}
