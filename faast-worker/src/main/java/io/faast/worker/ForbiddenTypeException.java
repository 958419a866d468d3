package io.faast.worker;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.Closeable;

/** A type that cannot travel was met inside of a value. */
final class ForbiddenTypeException extends JsonMappingException {
  private static final long serialVersionUID = 1;

  final String advice;

  ForbiddenTypeException(Closeable processor, Class<?> type, String advice) {
    super(processor, type.getTypeName() + " cannot travel");
    this.advice = advice;
  }
}
