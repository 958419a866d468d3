package io.faast.worker;

import org.jspecify.annotations.Nullable;

/** Constants of a declared enum, by name. */
final class EnumCodec implements ValueCodec {
  private final Class<?> declared;

  EnumCodec(Class<?> declared) {
    this.declared = declared;
  }

  @Override
  public void write(MessageWriter w, @Nullable Object value, String path, boolean validate)
      throws ValueException {
    if (value == null) {
      w.writeByte(Tag.NULL);
      return;
    }
    if (!(value instanceof Enum<?> constant) || !declared.isInstance(value)) {
      throw Mismatch.of(path, value, declared);
    }
    w.writeByte(Tag.ENUM);
    w.writeString(constant.name());
  }

  @Override
  public @Nullable Object read(MessageReader r, String path)
      throws ValueException, ProtocolException {
    int tag = r.readByte();
    if (tag == Tag.NULL) {
      return null;
    }
    if (tag != Tag.ENUM) {
      throw new ProtocolException("Unknown value tag " + tag + " for an enum");
    }
    String name = r.readText();
    for (Object constant : declared.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new ValueException(
        path,
        "enum " + declared.getName() + " has no constant of the name that arrived",
        "use the same version of the class on both sides",
        null);
  }
}
