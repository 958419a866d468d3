package io.faast.examples.audit;

import io.faast.examples.audit.JarFacts.PackageSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the facts about one jar, entry by entry, within the bounds that it is given. */
final class JarFactsBuilder {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final int MAX_MANIFEST_BYTES = 8 << 20;
  private static final int CLASS_MAGIC = 0xcafebabe;
  private static final int CLASS_HEADER_BYTES = 8;
  private static final Pattern RELEASE =
      Pattern.compile("META-INF/versions/([1-9][0-9]{0,2})/(.*)");
  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)", Pattern.CASE_INSENSITIVE);

  private final long inflatedLimit;
  private final MessageDigest sha256 = sha256();
  private final Map<Integer, Integer> classVersions = new TreeMap<>();
  private final Map<String, PackageSize> packages = new TreeMap<>();
  private final List<Long> hashes = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private final TreeSet<Integer> releases = new TreeSet<>();
  private final List<String> signatureFiles = new ArrayList<>();
  private int entries;
  private long inflated;
  private boolean moduleInfo;
  private @Nullable Attributes manifest;

  JarFactsBuilder(long inflatedLimit) {
    this.inflatedLimit = inflatedLimit;
  }

  int entries() {
    return entries;
  }

  void entry(String name, InputStream content, byte[] buffer)
      throws IOException, BrokenJarException {
    if (++entries > JarAudit.MAX_ENTRIES) {
      throw new BrokenJarException("more than " + JarAudit.MAX_ENTRIES + " entries");
    }
    if (name.equalsIgnoreCase(MANIFEST)) {
      manifest = readManifest(content);
    } else if (name.endsWith(".class")) {
      classFile(name, content, buffer);
    } else {
      if (SIGNATURE.matcher(name).matches()) {
        signatureFiles.add(name.substring(name.indexOf('/') + 1).toUpperCase(Locale.ROOT));
      }
      while (read(content, buffer) > 0) {}
    }
  }

  private Attributes readManifest(InputStream content) throws IOException, BrokenJarException {
    byte[] bytes = content.readNBytes(MAX_MANIFEST_BYTES + 1);
    if (bytes.length > MAX_MANIFEST_BYTES) {
      throw new BrokenJarException("a manifest of more than 8 MiB");
    }
    count(bytes.length);
    return new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
  }

  private void classFile(String name, InputStream content, byte[] buffer)
      throws IOException, BrokenJarException {
    sha256.reset();
    long size = 0;
    int header = content.readNBytes(buffer, 0, CLASS_HEADER_BYTES);
    count(header);
    boolean isClass =
        header == CLASS_HEADER_BYTES && ByteBuffer.wrap(buffer).getInt(0) == CLASS_MAGIC;
    int major = ByteBuffer.wrap(buffer).getShort(6) & 0xffff;
    for (int n = header; n > 0; n = read(content, buffer)) {
      sha256.update(buffer, 0, n);
      size += n;
    }
    if (!isClass) {
      return; // some jars carry templates that are only called .class
    }
    Matcher versioned = RELEASE.matcher(name);
    String plain = name;
    if (versioned.matches()) {
      releases.add(Integer.valueOf(versioned.group(1)));
      plain = versioned.group(2);
    }
    if (plain.equals("module-info.class")) {
      moduleInfo = true;
    }
    classVersions.merge(major, 1, Integer::sum);
    hashes.add(ByteBuffer.wrap(sha256.digest()).getLong());
    sizes.add((int) Math.min(size, Integer.MAX_VALUE));
    String pkg = plain.substring(0, Math.max(0, plain.lastIndexOf('/'))).replace('/', '.');
    packages.merge(
        pkg,
        new PackageSize(pkg, 1, size),
        (a, b) -> new PackageSize(pkg, a.classes() + b.classes(), a.bytes() + b.bytes()));
  }

  private int read(InputStream content, byte[] buffer) throws IOException, BrokenJarException {
    int n = content.read(buffer);
    count(Math.max(0, n));
    return n;
  }

  private void count(int bytes) throws BrokenJarException {
    inflated += bytes;
    if (inflated > inflatedLimit) {
      throw new BrokenJarException(
          "unpacks to more than " + (inflatedLimit >> 20) + " MiB: taken for a zip bomb");
    }
  }

  JarFacts build() {
    return new JarFacts(
        entries,
        inflated,
        classVersions,
        List.copyOf(packages.values()),
        hashes.stream().mapToLong(Long::longValue).toArray(),
        sizes.stream().mapToInt(Integer::intValue).toArray(),
        Boolean.parseBoolean(attribute("Multi-Release")),
        List.copyOf(releases),
        moduleInfo,
        attribute("Automatic-Module-Name"),
        attribute("Implementation-Version"),
        signatureFiles);
  }

  private @Nullable String attribute(String name) {
    return manifest == null ? null : manifest.getValue(name);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
