package io.faast.bundler.hints;

import org.jspecify.annotations.Nullable;

/**
 * Says that a {@link java.util.ResourceBundle} is read; {@link ResourceBundles} knows its files.
 *
 * @param condition the internal name of a class that must be reached before this holds, or null
 * @param baseName its base name as the JDK takes it, such as {@code a.b.Messages}
 * @param origin where this comes from, for the report
 */
public record BundleHint(@Nullable String condition, String baseName, String origin) {}
