package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void writesEveryKindOfValue() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("n", 1);
    map.put("t", true);
    map.put("l", Arrays.asList("a", null, 2L));
    map.put("m", Map.of());
    assertThat(Json.of(map)).isEqualTo("{\"n\":1,\"t\":true,\"l\":[\"a\",null,2],\"m\":{}}");
  }

  @Test
  void escapesWhatAStringMayNotHold() {
    assertThat(Json.of(List.of("a\"b\\c\nd"))).isEqualTo("[\"a\\\"b\\\\c\\u000ad\"]");
  }
}
