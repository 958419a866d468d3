package io.faast.worker;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the arguments and the result of one method, by its declared generic types. Thread-safe;
 * make one for each method and keep it.
 *
 * <p>Null, primitives, strings, enums and primitive arrays travel as they are; everything else
 * travels as CBOR by Jackson, whose classes are first touched when such a value is.
 *
 * @since 0.1.0
 */
public final class MethodCodec {
  private final ValueCodec[] arguments;
  private final String[] argumentPaths;
  private final ValueCodec result;
  private final boolean streaming;

  private MethodCodec(ValueCodec[] arguments, ValueCodec result, boolean streaming) {
    this.arguments = arguments;
    this.argumentPaths = new String[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      argumentPaths[i] = "argument ".concat(Integer.toString(i + 1));
    }
    this.result = result;
    this.streaming = streaming;
  }

  /**
   * Makes the codec of a method.
   *
   * @param module resolves type variables of the method's declaring class
   * @param method a public method of the module or its superclasses
   * @throws IllegalArgumentException if a declared type can never travel, such as a future, a
   *     lambda or an open file; it says what to declare instead
   */
  public static MethodCodec of(Class<?> module, Method method) {
    Method source = GenericSource.of(method);
    Type[] types = source.getGenericParameterTypes();
    ValueCodec[] arguments = new ValueCodec[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = Codecs.forParameter(module, source, i, types[i]);
    }
    boolean streaming = StreamTypes.isStreaming(source.getReturnType());
    Type returned = source.getGenericReturnType();
    return new MethodCodec(
        arguments,
        Codecs.forResult(module, source, streaming ? StreamTypes.itemType(returned) : returned),
        streaming);
  }

  /** Returns whether the method's declared result is exactly Stream, Iterator or Iterable. */
  public boolean streaming() {
    return streaming;
  }

  /**
   * Writes all arguments.
   *
   * @param validate whether to refuse a value that would come back different
   * @throws ValueException if a value cannot travel; what was written is then of no use
   */
  public void writeArguments(MessageWriter w, @Nullable Object[] args, boolean validate)
      throws ValueException {
    if (args.length != arguments.length) {
      throw new IllegalArgumentException(
          "The method takes " + arguments.length + " arguments, not " + args.length);
    }
    for (int i = 0; i < args.length; i++) {
      write(arguments[i], w, args[i], argumentPaths[i], validate);
    }
  }

  /**
   * Reads all arguments.
   *
   * @throws ValueException if the bytes are not those of such arguments
   */
  public @Nullable Object[] readArguments(MessageReader r) throws ValueException {
    @Nullable Object[] args = new Object[arguments.length];
    for (int i = 0; i < args.length; i++) {
      args[i] = read(arguments[i], r, argumentPaths[i]);
    }
    return args;
  }

  /**
   * Writes the result.
   *
   * @throws ValueException if it cannot travel; what was written is then of no use
   * @throws IllegalStateException if the method is {@link #streaming()}
   */
  public void writeResult(MessageWriter w, @Nullable Object value, boolean validate)
      throws ValueException {
    requireStreaming(false);
    write(result, w, value, "result", validate);
  }

  /**
   * Reads the result.
   *
   * @throws ValueException if the bytes are not those of such a result
   * @throws IllegalStateException if the method is {@link #streaming()}
   */
  public @Nullable Object readResult(MessageReader r) throws ValueException {
    requireStreaming(false);
    return read(result, r, "result");
  }

  /**
   * Writes one item of the stream that the method returns.
   *
   * @throws ValueException if it cannot travel; what was written is then of no use
   * @throws IllegalStateException unless the method is {@link #streaming()}
   */
  public void writeItem(MessageWriter w, @Nullable Object value, boolean validate)
      throws ValueException {
    requireStreaming(true);
    write(result, w, value, "item", validate);
  }

  /**
   * Reads one item of the stream that the method returns.
   *
   * @throws ValueException if the bytes are not those of such an item
   * @throws IllegalStateException unless the method is {@link #streaming()}
   */
  public @Nullable Object readItem(MessageReader r) throws ValueException {
    requireStreaming(true);
    return read(result, r, "item");
  }

  private void requireStreaming(boolean required) {
    if (streaming != required) {
      throw new IllegalStateException(
          streaming ? "The method returns a stream of items" : "The method returns no stream");
    }
  }

  private static void write(
      ValueCodec codec, MessageWriter w, @Nullable Object value, String path, boolean validate)
      throws ValueException {
    try {
      codec.write(w, value, path, validate);
    } catch (MessageOverflowException e) {
      throw new ValueException(
          path, String.valueOf(e.getMessage()), "split the value over several calls", e);
    }
  }

  private static @Nullable Object read(ValueCodec codec, MessageReader r, String path)
      throws ValueException {
    try {
      return codec.read(r, path);
    } catch (ProtocolException e) {
      throw new ValueException(
          path,
          "the encoded value is corrupt: " + e.getMessage(),
          "use the same classes and the same faast version on both sides",
          e);
    }
  }
}
