package io.faast.bundler.hints;

import org.jspecify.annotations.Nullable;

/**
 * Says which resources are read, or which of these are not.
 *
 * @param condition the internal name of a class that must be reached before this holds, or null
 * @param pattern matches whole resource names such as {@code a/b/data.bin}
 * @param excluded whether what matches is taken out of what others include
 * @param origin where this comes from, for the report
 */
public record ResourceHint(
    @Nullable String condition, TextPattern pattern, boolean excluded, String origin) {}
