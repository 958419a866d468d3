package io.faast.worker;

import com.fasterxml.jackson.databind.module.SimpleModule;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Types that Jackson alone would change on the way, or would let through though they cannot travel.
 */
final class ExactTypes extends SimpleModule {
  private static final long serialVersionUID = 1;

  ExactTypes() {
    super("faast");
    addSerializer(String.class, new ExactText.Writer());
    addDeserializer(String.class, new ExactText.Reader());
    addSerializer(Character.class, new ExactChar.Writer());
    addSerializer(char.class, new ExactChar.Writer());
    addDeserializer(Character.class, new ExactChar.Reader(Character.class));
    addDeserializer(char.class, new ExactChar.Reader(char.class));
    addSerializer(char[].class, new ExactChars.Writer());
    addDeserializer(char[].class, new ExactChars.Reader());
    addSerializer(BitSet.class, new ExactBits.Writer());
    addDeserializer(BitSet.class, new ExactBits.Reader());
    addDeserializer(Comparable.class, new AnyComparable());
    addAbstractTypeMapping(Set.class, LinkedHashSet.class); // keeps the order that was sent
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addSerializers(new SpecialTypes.Writers());
    context.addDeserializers(new SpecialTypes.Readers());
  }
}
