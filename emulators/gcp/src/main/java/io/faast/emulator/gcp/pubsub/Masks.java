package io.faast.emulator.gcp.pubsub;

import com.google.protobuf.FieldMask;
import java.util.List;

/** Reads which fields a request changes. */
final class Masks {
  private Masks() {}

  static List<String> fields(FieldMask mask) {
    if (mask.getPathsCount() == 0) {
      throw Checks.invalid("The update_mask in the request must be set, and must contain a field.");
    }
    return mask.getPathsList();
  }
}
