package io.faast.bundler;

import java.nio.file.Path;

/**
 * A finished bundle: one jar that runs without the class path it was made from.
 *
 * <p>The jar lies in the cache and belongs to it: read it, copy it, run it, but neither change nor
 * delete it. The same input gives a jar of the same bytes on any machine.
 *
 * @param jar the jar, an absolute path
 * @param sha256 SHA-256 of the jar's bytes, 64 lower-case hexadecimal digits
 * @param bytes size of the jar
 * @param reused whether the jar was in the cache already
 * @param report what is in the jar, and why
 */
public record Bundle(Path jar, String sha256, long bytes, boolean reused, BundleReport report) {}
