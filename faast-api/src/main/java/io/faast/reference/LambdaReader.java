package io.faast.reference;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the compiler wrote down about a serializable lambda.
 *
 * <p>Serialization alone may call a lambda's {@code writeReplace}: reflection would need the user's
 * module to open its package. So the lambda is serialized to nowhere, and its replacement is caught
 * on the way. Nothing of what it captured is written.
 */
final class LambdaReader extends ObjectOutputStream {
  private @Nullable Object replacement;

  private LambdaReader() throws IOException {
    super(OutputStream.nullOutputStream());
    enableReplaceObject(true);
  }

  /** Returns the description of {@code function}, or null if it is an object of another kind. */
  static @Nullable SerializedLambda read(Serializable function) throws IOException {
    try (LambdaReader reader = new LambdaReader()) {
      reader.writeObject(function);
      return reader.replacement instanceof SerializedLambda lambda ? lambda : null;
    }
  }

  @Override
  protected Object replaceObject(Object object) {
    replacement = object;
    return "";
  }
}
