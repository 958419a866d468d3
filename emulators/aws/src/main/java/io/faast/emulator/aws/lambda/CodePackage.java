package io.faast.emulator.aws.lambda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** What was uploaded as a function's code, unpacked as to {@code /var/task}. */
record CodePackage(Path root, long size, String sha256) {
  /** "Lambda quotas": 50 MB zipped if uploaded directly, 250 MB unzipped. */
  static final int MAX_ZIPPED = 50 << 20;

  private static final long MAX_UNZIPPED = 262_144_000;

  /** Unpacks an archive. An entry that would lie outside of {@code root} is an error. */
  static CodePackage unpack(byte[] zip, Path root) {
    try {
      Files.createDirectories(root);
      long total = 0;
      int entries = 0;
      try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          entries++;
          Path to = root.resolve(entry.getName()).normalize();
          if (!to.startsWith(root)) {
            throw new ZipException(entry.getName());
          }
          if (entry.isDirectory()) {
            Files.createDirectories(to);
          } else {
            Files.createDirectories(to.getParent());
            total = copy(in, to, total);
          }
        }
      }
      if (entries == 0) {
        throw new ZipException("no entries");
      }
      return new CodePackage(root, zip.length, hash(zip));
    } catch (ZipException | IllegalArgumentException e) {
      throw FunctionConfig.invalid(
          "Could not unzip uploaded file. Please check your file, then try to upload again.");
    } catch (IOException e) {
      throw new UncheckedIOException("unpacking to " + root, e);
    }
  }

  private static long copy(InputStream in, Path to, long before) throws IOException {
    long total = before;
    byte[] buffer = new byte[64 << 10];
    try (OutputStream out = Files.newOutputStream(to)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        total += n;
        if (total > MAX_UNZIPPED) {
          throw FunctionConfig.invalid(
              "Unzipped size must be smaller than " + MAX_UNZIPPED + " bytes");
        }
        out.write(buffer, 0, n);
      }
    }
    return total;
  }

  private static String hash(byte[] zip) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(zip));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
