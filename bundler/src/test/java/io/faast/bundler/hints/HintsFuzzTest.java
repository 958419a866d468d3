package io.faast.bundler.hints;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever metadata is found, reading it ends, in rules and notes that can be used. */
class HintsFuzzTest {
  /** More with {@code -Dfaast.fuzz=100000}. */
  private static final int ROUNDS = Integer.getInteger("faast.fuzz", 1500) * 4;

  private static final String SPECIAL = "{}[]();,!@#\"'\\*?<>-+|";

  private static final String JSON =
      "{\"reflection\":[{\"condition\":{\"typeReached\":\"a.C\"},\"type\":\"a.B[]\","
          + "\"methods\":[{\"name\":\"m\",\"parameterTypes\":[\"int\",\"a.B\"]}],"
          + "\"allDeclaredFields\":true},{\"type\":{\"proxy\":[\"a.I\"]}}],"
          + "\"resources\":{\"includes\":[{\"pattern\":\"\\\\Qa/b\\\\E(c|d[^e]*)+{2,3}\"}]},"
          + "\"bundles\":[{\"name\":\"a.M\"}],\"serialization\":[{\"type\":\"a.S\"}]}";

  private static final String RULES =
      """
      -if @a.X class ** { static **$* *; }
      -keep,allowobfuscation public !interface class !a.b.**,a.<1>$C extends @a.Y d.E {
        @a.Z *** get*(int[], %, ...); <init>(...);
        private static final long serialVersionUID = 1L; <fields>; }
      -include 'x y'
      @z
      -dontwarn a.** # end
      """;

  private static final String PROPERTIES =
      """
      Args = -H:IncludeResources=a/(b|c).* -H:JNIConfigurationResources=${.}/x.json,y \\
       -H:ConfigurationResourceRoots=META-INF/
      """;

  private static final List<String> NAMES =
      List.of(
          "META-INF/native-image/reachability-metadata.json",
          "META-INF/native-image/a/native-image.properties",
          "META-INF/proguard/a.pro");

  @Test
  void mutatedMetadataNeverThrows() {
    Random random = new Random(30);
    byte[][] good = {JSON.getBytes(UTF_8), PROPERTIES.getBytes(UTF_8), RULES.getBytes(UTF_8)};
    int notes = 0;
    int rules = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, byte[]> jar = new HashMap<>();
      for (int i = 0; i < good.length; i++) {
        jar.put(NAMES.get(i), mutate(good[i], random));
      }
      Hints hints = HintReader.read(jar.keySet(), jar::get);
      notes += hints.notes().size();
      rules += hints.rules().size();
      use(hints);
    }
    assertThat(notes).isPositive();
    assertThat(rules).isPositive();
  }

  /** Asks every matcher, so that what was read can also be used. */
  private static void use(Hints hints) {
    ClassFacts facts = Reading.facts("a/b/C$D");
    for (KeepRule rule : hints.rules()) {
      rule.classes().matches(facts);
      for (MemberMatcher member : rule.members()) {
        member.matches(true, "getX", "([II)La/B;", 1, List.of("a/Z"));
      }
    }
    for (ResourceHint hint : hints.resources()) {
      hint.pattern().matches("a/b/c/d/e.txt");
    }
  }

  private static byte[] mutate(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int i = random.nextInt(5); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) SPECIAL.charAt(random.nextInt(SPECIAL.length()));
        case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
        default -> {
          int length = Math.min(random.nextInt(20), bytes.length - at);
          System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - length + 1), length);
        }
      }
    }
    return bytes;
  }
}
