package io.faast.bundler.hints;

import static io.faast.bundler.hints.Reading.keepsField;
import static io.faast.bundler.hints.Reading.keepsMethod;
import static io.faast.bundler.hints.Reading.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeImageTest {
  private static final String DIR = "META-INF/native-image/org.example/lib/";

  private static Hints read(String file, String json) {
    return Reading.of(DIR + file, json.replace('\'', '"'));
  }

  private static @Nullable String kept(KeepRule rule) {
    return rule.classes().exactName();
  }

  @Test
  void reflectConfigKeepsClassesAndNamedMembers() {
    KeepRule rule =
        rule(
            read(
                "reflect-config.json",
                "[{'name': 'a.b.C$D', 'methods': [{'name': '<init>', 'parameterTypes': []},"
                    + " {'name': 'm', 'parameterTypes': ['int', 'java.lang.String[]', 'byte[][]']},"
                    + " {'name': 'any'}], 'fields': [{'name': 'f', 'allowWrite': true}]}]"));
    assertThat(kept(rule)).isEqualTo("a/b/C$D");
    assertThat(rule.condition()).isNull();
    assertThat(rule.origin()).isEqualTo(DIR + "reflect-config.json");
    assertThat(keepsMethod(rule, "<init>", "()V")).isTrue();
    assertThat(keepsMethod(rule, "<init>", "(I)V")).isFalse();
    assertThat(keepsMethod(rule, "m", "(I[Ljava/lang/String;[[B)La/X;")).isTrue();
    assertThat(keepsMethod(rule, "m", "(I[Ljava/lang/String;)La/X;")).isFalse();
    assertThat(keepsMethod(rule, "any", "(JJ)V")).isTrue();
    assertThat(keepsField(rule, "f", "I")).isTrue();
    assertThat(keepsField(rule, "g", "I")).isFalse();
  }

  @Test
  void flagsKeepAllMembersOfTheirKind() {
    KeepRule fields =
        rule(read("reflect-config.json", "[{'name':'a.B','allDeclaredFields':true}]"));
    assertThat(keepsField(fields, "x", "I")).isTrue();
    assertThat(keepsMethod(fields, "x", "()V")).isFalse();
    KeepRule constructors =
        rule(read("reflect-config.json", "[{'name':'a.B','allDeclaredConstructors':true}]"));
    assertThat(keepsMethod(constructors, "<init>", "(I)V")).isTrue();
    assertThat(keepsMethod(constructors, "x", "()V")).isFalse();
    MemberMatcher inherited =
        rule(read("reflect-config.json", "[{'name':'a.B','allPublicMethods':true}]"))
            .members()
            .get(0);
    assertThat(inherited.inherited()).isTrue();
    assertThat(inherited.matches(true, "x", "()V", 1, List.of())).isTrue();
    assertThat(inherited.matches(true, "x", "()V", 2, List.of())).isFalse();
    MemberMatcher queried =
        rule(read("reflect-config.json", "[{'name':'a.B','queryAllDeclaredMethods':true}]"))
            .members()
            .get(0);
    assertThat(queried.queried()).isTrue();
    assertThat(queried.matches(true, "x", "()V", 0, List.of())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "a.B, a/B",
    "a.B[], a/B",
    "a.B[][], a/B",
    "[La.B;, a/B",
    "[[La/B;, a/B",
    "a/B, a/B",
    "int, ",
    "[I, ",
    "byte[], ",
    "java.lang.String, ",
    "a b, ",
    "a.*, ",
    "[L;, ",
  })
  void namesOfTypes(String written, @Nullable String expected) {
    Hints hints = read("jni-config.json", "[{'name':'" + written + "'}]");
    assertThat(hints.rules().stream().map(NativeImageTest::kept))
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @Test
  void conditionsAreTypesThatAreReachedOrReachable() {
    assertThat(
            rule(read(
                    "reflect-config.json", "[{'condition':{'typeReachable':'c.D'},'name':'a.B'}]"))
                .condition())
        .isEqualTo("c/D");
    assertThat(
            rule(read(
                    "reachability-metadata.json",
                    "{'reflection':[{'condition':{'typeReached':'c.D'},'type':'a.B'}]}"))
                .condition())
        .isEqualTo("c/D");
    assertThat(
            rule(read(
                    "reachability-metadata.json",
                    "{'reflection':[{'condition':{'typeReached':'java.util.List'},'type':'a.B'}]}"))
                .condition())
        .isNull();
  }

  @Test
  void unifiedMetadata() {
    Hints hints =
        read(
            "reachability-metadata.json",
            "{'comment': 'x', 'reflection': ["
                + "{'type': {'proxy': ['a.I', 'a.J']}},"
                + "{'type': {'lambda': {'declaringClass': 'a.L', 'interfaces': ['a.I']}},"
                + " 'serializable': true},"
                + "{'type': 'a.S', 'serializable': true, 'jniAccessible': true}],"
                + "'jni': [{'type': 'a.Native', 'methods': [{'name': 'up', 'parameterTypes': []}]}],"
                + "'serialization': [{'type': 'a.Old', 'customTargetConstructorClass': 'a.Base'}],"
                + "'resources': [{'glob': 'a/**/x.txt'}, {'bundle': 'a.Messages'},"
                + " {'module': 'm', 'glob': 'm.txt'}],"
                + "'bundles': [{'name': 'a.More', 'locales': ['de']}],"
                + "'foreign': {'downcalls': [{}]}}");
    assertThat(hints.notes()).isEmpty();
    assertThat(hints.proxies())
        .extracting(ProxyHint::interfaces)
        .containsExactly(List.of("a/I", "a/J"));
    assertThat(hints.rules())
        .extracting(NativeImageTest::kept)
        .containsExactly("a/L", "a/S", "a/Native", "a/Old", "a/Base");
    assertThat(keepsMethod(hints.rules().get(0), "$deserializeLambda$", "(LX;)V")).isTrue();
    assertThat(keepsField(hints.rules().get(1), "state", "I")).isTrue();
    assertThat(keepsMethod(hints.rules().get(1), "readResolve", "()Ljava/lang/Object;")).isTrue();
    assertThat(keepsMethod(hints.rules().get(2), "up", "()V")).isTrue();
    assertThat(keepsMethod(hints.rules().get(4), "<init>", "()V")).isTrue();
    assertThat(hints.resources()).hasSize(2);
    assertThat(hints.resources().get(0).pattern().matches("a/b/c/x.txt")).isTrue();
    assertThat(hints.resources().get(1).pattern().exact()).isEqualTo("m.txt");
    assertThat(hints.bundles())
        .extracting(BundleHint::baseName)
        .containsExactly("a.More", "a.Messages");
  }

  @Test
  void resourceConfig() {
    Hints hints =
        read(
            "resource-config.json",
            "{'resources': {'includes': [{'pattern': '\\\\Qa/b.txt\\\\E'}, {'pattern': 'c/.*'},"
                + " {'condition': {'typeReachable': 'a.B'}, 'pattern': 'java.base:\\\\Qz\\\\E'}],"
                + " 'excludes': [{'pattern': 'c/d.*'}]}, 'globs': [{'glob': 'g/*'}],"
                + " 'bundles': [{'name': 'a.M', 'classNames': ['a.M_de']}]}");
    assertThat(hints.notes()).isEmpty();
    assertThat(hints.resources())
        .extracting(hint -> hint.pattern().matches("c/d.txt"), ResourceHint::excluded)
        .hasSize(5)
        .contains(tuple(true, false))
        .contains(tuple(true, true));
    assertThat(hints.resources())
        .filteredOn(hint -> "a/B".equals(hint.condition()))
        .extracting(hint -> hint.pattern().exact())
        .containsExactly("z");
    assertThat(hints.bundles()).extracting(BundleHint::baseName).containsExactly("a.M");
    assertThat(hints.rules()).extracting(NativeImageTest::kept).containsExactly("a/M_de");
  }

  @Test
  void patternsThatCannotBeMatchedGiveANoteAndNoMore() {
    Hints hints =
        read(
            "resource-config.json",
            "{'resources': {'includes': [{'pattern': '(?!x)y'}, {'pattern': 'z'}]}}");
    assertThat(hints.notes()).singleElement().asString().contains("(?!x)y", "resource-config.json");
    assertThat(hints.resources()).hasSize(1);
  }

  @Test
  void proxyAndSerialisationConfigInTheirOldAndNewForms() {
    assertThat(read("proxy-config.json", "[['a.I'], {'interfaces': ['a.J']}]").proxies())
        .extracting(ProxyHint::interfaces)
        .containsExactly(List.of("a/I"), List.of("a/J"));
    Hints array = read("serialization-config.json", "[{'name': 'a.S'}]");
    assertThat(keepsField(rule(array), "f", "I")).isTrue();
    Hints object =
        read(
            "serialization-config.json",
            "{'types': [{'name': 'a.S'}], 'lambdaCapturingTypes': [{'name': 'a.L'}],"
                + " 'proxies': [{'interfaces': ['a.I']}]}");
    assertThat(object.rules()).extracting(NativeImageTest::kept).containsExactly("a/S", "a/L");
    assertThat(object.proxies()).hasSize(1);
  }

  @Test
  void propertiesNameFurtherFilesAndResources() {
    Hints hints =
        Reading.of(
            DIR + "native-image.properties",
            """
            Args = --initialize-at-build-time=a.X -H:IncludeResources=a/.* \\
             -H:ReflectionConfigurationResources=${.}/own.json,other/more.json \\
             -H:ConfigurationResourceRoots=roots/r -H:IncludeResourceBundles=a.M,a.N
            """,
            DIR + "own.json",
            "[{\"name\": \"a.Own\"}]",
            "other/more.json",
            "[{\"name\": \"a.More\"}]",
            "roots/r/reflect-config.json",
            "[{\"name\": \"a.Root\"}]",
            "unrelated/reflect-config.json",
            "[{\"name\": \"a.Unrelated\"}]");
    assertThat(hints.notes()).isEmpty();
    assertThat(hints.rules())
        .extracting(NativeImageTest::kept)
        .containsExactlyInAnyOrder("a/Own", "a/More", "a/Root");
    assertThat(hints.resources()).hasSize(1);
    assertThat(hints.bundles()).hasSize(2);
  }

  @Test
  void brokenFilesGiveANoteAndLeaveTheOthers() {
    Hints hints =
        Reading.of(
            DIR + "reflect-config.json",
            "[{\"name\": ",
            DIR + "jni-config.json",
            "[{\"name\": \"a.B\"}]",
            DIR + "native-image.properties",
            "Args = \\uZZZZ");
    assertThat(hints.rules()).hasSize(1);
    assertThat(hints.notes()).hasSize(2).anyMatch(note -> note.contains("reflect-config.json"));
    Hints unreadable = HintReader.read(List.of(DIR + "jni-config.json"), name -> null);
    assertThat(unreadable.notes()).hasSize(1);
    assertThat(unreadable.rules()).isEmpty();
  }

  @Test
  void jarsWithoutMetadataHaveNoHints() {
    assertThat(Reading.of("a/reflect-config.json", "[{\"name\": \"a.B\"}]")).isEqualTo(Hints.NONE);
  }
}
