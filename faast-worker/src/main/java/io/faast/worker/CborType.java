package io.faast.worker;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.lang.reflect.Type;

/** Jackson's idea of a declared type. */
record CborType(Class<?> rawClass, ObjectWriter writer, ObjectReader reader) {
  static CborType of(Class<?> module, Class<?> declaring, Type type) {
    JavaType javaType = Cbor.resolve(module, declaring, type);
    return new CborType(
        javaType.getRawClass(), Cbor.MAPPER.writerFor(javaType), Cbor.MAPPER.readerFor(javaType));
  }
}
