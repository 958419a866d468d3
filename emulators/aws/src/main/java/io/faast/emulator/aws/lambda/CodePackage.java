package io.faast.emulator.aws.lambda;

import io.faast.emulator.core.Unzip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.ZipException;

/** What was uploaded as a function's code, unpacked as to {@code /var/task}. */
record CodePackage(Path root, long size, String sha256) {
  /** "Lambda quotas": 50 MB zipped if uploaded directly, 250 MB unzipped. */
  static final int MAX_ZIPPED = 50 << 20;

  private static final long MAX_UNZIPPED = 262_144_000;

  /** Unpacks an archive. An entry that would lie outside of {@code root} is an error. */
  static CodePackage unpack(byte[] zip, Path root) {
    try {
      Unzip.to(root, zip, MAX_UNZIPPED);
      return new CodePackage(root, zip.length, hash(zip));
    } catch (Unzip.TooLarge e) {
      throw FunctionConfig.invalid("Unzipped size must be smaller than " + MAX_UNZIPPED + " bytes");
    } catch (ZipException e) {
      throw FunctionConfig.invalid(
          "Could not unzip uploaded file. Please check your file, then try to upload again.");
    } catch (IOException e) {
      throw new UncheckedIOException("unpacking to " + root, e);
    }
  }

  private static String hash(byte[] zip) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(zip));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
