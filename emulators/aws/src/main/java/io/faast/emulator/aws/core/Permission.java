package io.faast.emulator.aws.core;

import java.util.HashMap;
import java.util.Map;

/**
 * What a call needs to be allowed.
 *
 * @param action such as {@code lambda:InvokeFunction}
 * @param resource the ARN of what it touches; {@code *} for actions that touch no single thing
 * @param context condition keys and their values, such as {@code iam:PassedToService}
 */
public record Permission(String action, String resource, Map<String, String> context) {
  /** Takes a copy of the map. */
  public Permission {
    context = Map.copyOf(context);
  }

  /** A permission without condition keys. */
  public Permission(String action, String resource) {
    this(action, resource, Map.of());
  }

  /** Returns the same with a condition key. */
  public Permission with(String key, String value) {
    Map<String, String> more = new HashMap<>(context);
    more.put(key, value);
    return new Permission(action, resource, more);
  }

  /** Returns the same with the tags of what it touches, as {@code aws:ResourceTag}. */
  public Permission withResourceTags(Map<String, String> tags) {
    return withTags("aws:ResourceTag/", tags);
  }

  /** Returns the same with the tags that the request sets, as {@code aws:RequestTag}. */
  public Permission withRequestTags(Map<String, String> tags) {
    return withTags("aws:RequestTag/", tags);
  }

  private Permission withTags(String prefix, Map<String, String> tags) {
    Map<String, String> more = new HashMap<>(context);
    tags.forEach((key, value) -> more.put(prefix + key, value));
    return new Permission(action, resource, more);
  }
}
