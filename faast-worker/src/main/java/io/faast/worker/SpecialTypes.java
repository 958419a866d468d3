package io.faast.worker;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.Serializers;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Serialisers by rule: types that {@link TypeRules} refuses inside of values, and open types. */
final class SpecialTypes {
  private SpecialTypes() {}

  static final class Writers extends Serializers.Base {
    @Override
    public @Nullable JsonSerializer<?> findSerializer(
        SerializationConfig config, JavaType type, BeanDescription bean) {
      Class<?> c = type.getRawClass();
      if (c == Comparable.class || c == Serializable.class) {
        return new ByOwnClass();
      }
      String refusal = TypeRules.refusal(c);
      return refusal == null ? null : new RefusingWriter(c, refusal);
    }
  }

  static final class Readers extends Deserializers.Base {
    @Override
    public @Nullable JsonDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription bean) {
      String refusal = TypeRules.refusal(type.getRawClass());
      return refusal == null ? null : new RefusingReader(type.getRawClass(), refusal);
    }
  }

  /** Elements that are declared as anything comparable are what they are. */
  private static final class ByOwnClass extends JsonSerializer<Object> {
    @Override
    public void serialize(Object value, JsonGenerator g, SerializerProvider p) throws IOException {
      p.findTypedValueSerializer(value.getClass(), true, null).serialize(value, g, p);
    }
  }

  private static final class RefusingWriter extends JsonSerializer<Object> {
    private final Class<?> type;
    private final String refusal;

    RefusingWriter(Class<?> type, String refusal) {
      this.type = type;
      this.refusal = refusal;
    }

    @Override
    public void serialize(Object value, JsonGenerator g, SerializerProvider p) throws IOException {
      throw new ForbiddenTypeException(g, type, refusal);
    }

    @Override
    public void serializeWithType(
        Object value, JsonGenerator g, SerializerProvider p, TypeSerializer t) throws IOException {
      throw new ForbiddenTypeException(g, type, refusal);
    }
  }

  private static final class RefusingReader extends JsonDeserializer<Object> {
    private final Class<?> type;
    private final String refusal;

    RefusingReader(Class<?> type, String refusal) {
      this.type = type;
      this.refusal = refusal;
    }

    @Override
    public Object deserialize(JsonParser p, DeserializationContext c) throws IOException {
      throw new ForbiddenTypeException(p, type, refusal);
    }
  }
}
