package io.faast.gcp;

import java.util.Map;

/**
 * Something that exists and is called as if it were ours.
 *
 * @param type function, topic, subscription or bucket
 * @param id its name, without where it is
 * @param labels its labels
 */
record Found(String type, String id, Map<String, String> labels) {
  static final String FUNCTION = "function";
  static final String TOPIC = "topic";
  static final String SUBSCRIPTION = "subscription";
  static final String BUCKET = "bucket";
}
