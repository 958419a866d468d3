package io.faast.worker;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.type.TypeBindings;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.Type;
import java.util.Date;

/** Jackson, set up so that what comes back is what was sent. */
final class Cbor {
  /** Deep enough for data, shallow enough for the smallest thread stacks. */
  static final int MAX_DEPTH = 500;

  static final ObjectMapper MAPPER = mapper();

  private Cbor() {}

  /**
   * Resolves {@code type} as written in {@code declaring}, seen from its subclass {@code module}.
   */
  static JavaType resolve(Class<?> module, Class<?> declaring, Type type) {
    JavaType context = MAPPER.constructType(module).findSuperType(declaring);
    TypeBindings bindings = context == null ? TypeBindings.emptyBindings() : context.getBindings();
    return MAPPER.getTypeFactory().resolveMemberType(type, bindings);
  }

  static Class<?> rawClass(Class<?> module, Class<?> declaring, Type type) {
    return resolve(module, declaring, type).getRawClass();
  }

  private static ObjectMapper mapper() {
    // Sizes are bounded by the message that was received; only depth needs a bound of its own.
    StreamReadConstraints reading =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build();
    CBORFactory factory =
        CBORFactory.builder()
            .streamReadConstraints(reading)
            .streamWriteConstraints(
                StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();
    ObjectMapper mapper =
        CBORMapper.builder(factory)
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule().disable(JavaTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID))
            .addModule(new ExactTypes())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.REQUIRE_SETTERS_FOR_GETTERS)
            .enable(MapperFeature.BLOCK_UNSAFE_POLYMORPHIC_BASE_TYPES)
            .build();
    mapper.configOverride(Date.class).setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.NUMBER));
    return mapper;
  }
}
