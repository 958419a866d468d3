package io.faast.bundler.hints;

import static io.faast.bundler.hints.Reading.facts;
import static io.faast.bundler.hints.Reading.keeps;
import static io.faast.bundler.hints.Reading.keepsField;
import static io.faast.bundler.hints.Reading.keepsMethod;
import static io.faast.bundler.hints.Reading.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProGuardTest {
  private static Hints read(String rules) {
    return Reading.of("META-INF/proguard/lib.pro", rules);
  }

  @Test
  void keepReachesAClassAndItsMembers() {
    KeepRule rule =
        rule(
            read(
                """
                # comment
                -dontwarn a.**

                -keep public class a.b.C { # more
                  public <init>(int, java.lang.String[]);
                  static final a.X field;
                  *** get*(...);
                }
                -keepattributes *Annotation*
                """));
    assertThat(rule.classes().exactName()).isEqualTo("a/b/C");
    assertThat(rule.extent()).isEqualTo(KeepRule.Extent.CLASSES);
    assertThat(rule.origin()).isEqualTo("META-INF/proguard/lib.pro line 4");
    assertThat(keeps(rule.members(), true, "<init>", "(I[Ljava/lang/String;)V", 1)).isTrue();
    assertThat(keeps(rule.members(), true, "<init>", "(I[Ljava/lang/String;)V", 2)).isFalse();
    assertThat(keeps(rule.members(), true, "<init>", "(I)V", 1)).isFalse();
    assertThat(keeps(rule.members(), false, "field", "La/X;", 0x18)).isTrue();
    assertThat(keeps(rule.members(), false, "field", "La/X;", 0x10)).isFalse();
    assertThat(keepsMethod(rule, "getX", "(IJ)[La/X;")).isTrue();
    assertThat(keepsMethod(rule, "getX", "()I")).isTrue();
    assertThat(keepsMethod(rule, "isX", "()I")).isFalse();
  }

  @Test
  void keepWithoutMembersKeepsTheConstructorWithoutArguments() {
    KeepRule rule = rule(read("-keep class a.B"));
    assertThat(keepsMethod(rule, "<init>", "()V")).isTrue();
    assertThat(keepsMethod(rule, "<init>", "(I)V")).isFalse();
    assertThat(keepsField(rule, "f", "I")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'-keepclassmembers class a.B { *; }', MEMBERS_OF_REACHED, 0",
    "'-keepclasseswithmembers class * { native <methods>; }', CLASSES, 1",
    "'-keep,allowobfuscation,includedescriptorclasses class a.B { <methods>; }', CLASSES, 0",
    "'-keep , allowoptimization class a.B', CLASSES, 0",
  })
  void keepsOfAllKinds(String text, KeepRule.Extent extent, int required) {
    KeepRule rule = rule(read(text));
    assertThat(rule.extent()).isEqualTo(extent);
    assertThat(rule.required()).hasSize(required);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-keep,allowshrinking class a.B { *; }",
        "-keep,allowobfuscation,allowshrinking class a.B",
        "-keepnames class a.B",
        "-keepclassmembernames class a.B { *; }",
        "-keepclasseswithmembernames class * { native <methods>; }",
        "-assumenosideeffects class a.B { int m() return -1; }",
        "-assumevalues @a.X class a.B { int f = -1..1; }",
        "-dontwarn a.**,-b.C\n-keepattributes Signature,-x",
        "-optimizationpasses 5\n-printusage 'a -keep class b.C'",
        "# -keep class a.B",
        "",
      })
  void whatKeepsNothingGivesNothing(String text) {
    assertThat(read(text)).isEqualTo(Hints.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "*, a/b/C, true",
    "a.*, a/B, true",
    "a.*, a/b/C, false",
    "a.**, a/b/C, true",
    "**.C, a/b/C, true",
    "**.C, a/b/DC, false",
    "a.B?, a/B1, true",
    "a.B?, a/B, false",
    "a.B$*, a/B$C, true",
    "'!a.b.**,a.**', a/C, true",
    "'!a.b.**,a.**', a/b/C, false",
    "'!a.b.**', x/C, true",
    "'a.B,a.C', a/C, true",
    "'a.B , a.C', a/D, false",
    "a.<1>C, a/xyzC, true",
    "***, a/b/C, true",
  })
  void patternsOfClassNames(String names, String name, boolean expected) {
    assertThat(rule(read("-keep class " + names)).classes().matches(facts(name)))
        .isEqualTo(expected);
  }

  @Test
  void classesAreToldApartByKindAnnotationAndSupertype() {
    ClassMatcher enums = rule(read("-keep public enum * { *; }")).classes();
    assertThat(enums.matches(new Reading.Facts("a/E", 0x4001, List.of(), List.of()))).isTrue();
    assertThat(enums.matches(new Reading.Facts("a/E", 0x0001, List.of(), List.of()))).isFalse();
    ClassMatcher classes = rule(read("-keep !interface !abstract *")).classes();
    assertThat(classes.names()).hasSize(1);
    ClassMatcher plain = rule(read("-keep !abstract !interface a.*")).classes();
    assertThat(plain.matches(new Reading.Facts("a/I", 0x0601, List.of(), List.of()))).isFalse();
    assertThat(plain.matches(facts("a/C"))).isTrue();
    ClassMatcher annotations = rule(read("-keep @interface a.*")).classes();
    assertThat(annotations.matches(new Reading.Facts("a/A", 0x2601, List.of(), List.of())))
        .isTrue();
    assertThat(annotations.matches(new Reading.Facts("a/A", 0x0601, List.of(), List.of())))
        .isFalse();
    ClassMatcher annotated = rule(read("-keep @a.Keep class *")).classes();
    assertThat(annotated.matches(new Reading.Facts("x/A", 1, List.of("a/Keep"), List.of())))
        .isTrue();
    assertThat(annotated.matches(facts("x/A"))).isFalse();
    ClassMatcher subtypes = rule(read("-keep class * implements a.I { <init>(); }")).classes();
    assertThat(subtypes.matches(new Reading.Facts("x/A", 1, List.of(), List.of("a/I")))).isTrue();
    assertThat(subtypes.matches(facts("a/I"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'int f;', false, f, I, true",
    "'** f;', false, f, La/b/C;, true",
    "'** f;', false, f, I, false",
    "'** f;', false, f, [La/b/C;, false",
    "'a.* f;', false, f, La/C;, true",
    "'a.* f;', false, f, La/b/C;, false",
    "'% f;', false, f, J, true",
    "'% f;', false, f, La/C;, false",
    "'int[][] f;', false, f, [[I, true",
    "'a.X [] f;', false, f, [La/X;, true",
    "'<fields>;', false, f, I, true",
    "'<fields>;', true, f, ()V, false",
    "'<methods>;', true, <init>, ()V, true",
    "'<methods>;', false, f, I, false",
    "'*;', false, f, I, true",
    "'*;', true, <init>, (I)V, true",
    "'void m?n(**, %, ...);', true, mxn, (La/C;IJJ)V, true",
    "'void m?n(**, %, ...);', true, mxn, (II)V, false",
    "'void m(***);', true, m, ([[J)V, true",
    "'void m(***);', true, m, (JJ)V, false",
    "'<init>(...);', true, <init>, (IJ)V, true",
    "'<init>(...);', true, m, (IJ)V, false",
    "'B(int);', true, <init>, (I)V, true",
    "'<clinit>();', true, <clinit>, ()V, true",
    "'*** *(...);', true, anything, (I)La/B;, true",
    "'boolean *_ = true;', false, a_, Z, true",
    "'a.X valueOf(a.Y);', true, valueOf, (La/Y;)La/X;, true",
  })
  void patternsOfMembers(
      String member, boolean method, String name, String descriptor, boolean expected) {
    KeepRule rule = rule(read("-keep class a.B { " + member + " }"));
    assertThat(keeps(rule.members(), method, name, descriptor, 0)).isEqualTo(expected);
  }

  @Test
  void membersAreToldApartByAnnotation() {
    MemberMatcher member =
        rule(read("-keepclassmembers class * { @a.Inject <init>(...); }")).members().get(0);
    assertThat(member.needsAnnotations()).isTrue();
    assertThat(member.matches(true, "<init>", "()V", 1, List.of("a/Inject"))).isTrue();
    assertThat(member.matches(true, "<init>", "()V", 1, List.of())).isFalse();
  }

  @Test
  void ofSeveralVisibilitiesOneIsEnough() {
    MemberMatcher member = rule(read("-keep class a.B { public protected *; }")).members().get(0);
    assertThat(member.matches(false, "f", "I", 1, List.of())).isTrue();
    assertThat(member.matches(false, "f", "I", 4, List.of())).isTrue();
    assertThat(member.matches(false, "f", "I", 2, List.of())).isFalse();
  }

  @Test
  void conditionsOnOneClassAreConditions() {
    Hints hints = read("-if class a.Used\n-keep class a.Helper { *; }\n-keep class a.Always");
    assertThat(hints.rules()).extracting(KeepRule::condition).containsExactly("a/Used", null);
  }

  @Test
  void conditionsOnManyClassesHoldForEachByItself() {
    KeepRule rule =
        rule(
            read(
                "-if class * { @a.Name <fields>; } -keepclasseswithmembers class <1> { <init>(); }"));
    assertThat(rule.extent()).isEqualTo(KeepRule.Extent.MEMBERS_OF_REACHED);
    assertThat(rule.required()).hasSize(2);
    KeepRule annotated =
        rule(read("-if @a.S class **\n-keepclassmembers class <1> { static <1>$C C; }"));
    assertThat(annotated.classes().annotation()).isNotNull();
    assertThat(keeps(annotated.members(), false, "C", "La/B$C;", 8)).isTrue();
  }

  @Test
  void includesAreRefusedWithANote() {
    Hints hints = read("-include /etc/passwd\n@other.pro\n-injars x.jar\n-keep class a.B");
    assertThat(hints.notes()).hasSize(3).allMatch(note -> note.contains("lib.pro line "));
    assertThat(hints.rules()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-keep",
        "-keep a.B",
        "-keep class",
        "-keep class a.B { int",
        "-keep class a.B { int f",
        "-keep class a.B { m(int }",
        "-keep class a.B { void m(int; }",
        "-keep class { }",
        "-keep class -x",
        "-keep class a.B extends",
        "-if class",
        "-keep,",
      })
  void brokenRulesGiveANoteAndLeaveTheOthers(String broken) {
    Hints hints = read(broken + "\n-keep class x.Y");
    assertThat(hints.notes()).hasSize(1).allMatch(note -> note.contains("lib.pro line 1"));
    assertThat(hints.rules()).extracting(r -> r.classes().exactName()).containsExactly("x/Y");
  }

  @Test
  void equalRulesForSeveralToolsAreOneRule() {
    String text = "-keepclassmembers class a.** { volatile <fields>; }";
    Hints hints =
        Reading.of(
            "META-INF/proguard/a.pro", text,
            "META-INF/com.android.tools/r8/a.pro", text,
            "META-INF/com.android.tools/r8-from-1.6.0/a.pro", text,
            "META-INF/com.android.tools/proguard/a.pro", text);
    assertThat(hints.rules()).hasSize(1);
  }
}
