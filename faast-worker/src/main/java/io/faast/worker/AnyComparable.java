package io.faast.worker;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;

/** Elements of a method's own type variable, such as {@code <T extends Comparable<T>> List<T>}. */
@SuppressWarnings("rawtypes") // Jackson names the class, which has no type arguments
final class AnyComparable extends StdScalarDeserializer<Comparable> {
  private static final long serialVersionUID = 1;

  AnyComparable() {
    super(Comparable.class);
  }

  @Override
  public Comparable<?> deserialize(JsonParser p, DeserializationContext c) throws IOException {
    Object value = c.readValue(p, Object.class);
    return value instanceof Comparable<?> comparable
        ? comparable
        : c.reportInputMismatch(this, "the element is not Comparable");
  }
}
