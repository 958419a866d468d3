package io.faast.bundler.hints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KotlinNamesTest {
  @Test
  void classesAreNamedInSignaturesDescriptorsAndPlainly() {
    List<String> d2 =
        List.of(
            "Lorg/x/One;",
            "",
            "name",
            "(Lorg/x/Two;I[Lorg/x/Three;)Lorg/x/Four$In;",
            "",
            "org/x/Five.Nested",
            "Ljava/util/List;",
            "getName",
            "I",
            "Lkotlin/Unit;",
            "a;b;",
            ";");
    assertThat(KotlinNames.inMetadata(1, List.of("\u0000\u0012a/b/C"), d2))
        .containsExactlyInAnyOrder(
            "org/x/One",
            "org/x/Two",
            "org/x/Three",
            "org/x/Four$In",
            "org/x/Five$Nested",
            "kotlin/Unit");
  }

  @Test
  void classesOfSeveralFilesNameTheirParts() {
    assertThat(
            KotlinNames.inMetadata(
                4, List.of("org/x/AllKt__OneKt", "org/x/AllKt__TwoKt"), List.of()))
        .containsExactly("org/x/AllKt__OneKt", "org/x/AllKt__TwoKt");
  }

  @Test
  void companionsOfAClass() {
    assertThat(KotlinNames.companions("a/B"))
        .contains("a/B$Companion", "a/B$DefaultImpls", "a/B$$serializer");
  }
}
