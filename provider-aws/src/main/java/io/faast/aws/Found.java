package io.faast.aws;

import java.util.Map;

/**
 * Something that exists and is called as if it were ours.
 *
 * @param type function, queue, log-group or bucket
 * @param id what the service knows it by: name, URL, or name
 * @param tags its tags
 */
record Found(String type, String id, Map<String, String> tags) {
  static final String FUNCTION = "function";
  static final String QUEUE = "queue";
  static final String BUCKET = "bucket";
  static final String LOG_GROUP = "log-group";
}
