package io.faast.bundler.hints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceBundlesTest {
  @Test
  void everyNameThatTheJdkTriesForALocaleBelongs() {
    ResourceBundle.Control control =
        ResourceBundle.Control.getControl(ResourceBundle.Control.FORMAT_DEFAULT);
    for (Locale locale : Locale.getAvailableLocales()) {
      for (Locale candidate : control.getCandidateLocales("a.b.Text", locale)) {
        String name = control.toBundleName("a.b.Text", candidate);
        String file = control.toResourceName(name, "properties");
        assertThat(ResourceBundles.belongs("a.b.Text", file)).as(file).isTrue();
        String type = control.toResourceName(name, "class");
        assertThat(ResourceBundles.belongs("a/b/Text", type)).as(type).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a/Text.properties, true",
    "a/Text_de.properties, true",
    "a/Text_zh_Hans_CN.class, true",
    "a/Text__CH.properties, true",
    "a/Text_en_US_WIN_95.properties, true",
    "a/Texts.properties, false",
    "a/Text_de.txt, false",
    "a/Text_.properties, false",
    "a/Text-de.properties, false",
    "a/Text$de.class, false",
    "a/Text_1.class, false",
    "b/a/Text.properties, false",
    "a/Text/de.properties, false",
  })
  void filesOfABundle(String file, boolean expected) {
    assertThat(ResourceBundles.belongs("a.Text", file)).isEqualTo(expected);
  }
}
