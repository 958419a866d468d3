package io.faast.corpus.kotlin;

import arrow.core.Either;
import arrow.core.Ior;
import arrow.core.NonEmptyList;
import arrow.core.Tuple4;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import com.squareup.moshi.kotlin.reflect.KotlinJsonAdapterFactory;
import io.faast.corpus.Cases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kotlin.Pair;
import kotlin.Triple;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KCallable;
import kotlin.reflect.KClass;
import kotlin.reflect.KClassifier;
import kotlin.reflect.KFunction;
import kotlin.reflect.KParameter;
import kotlin.reflect.KProperty1;
import kotlin.reflect.full.KClasses;
import kotlin.reflect.full.KClassifiers;
import kotlin.reflect.full.KTypes;
import kotlin.reflect.jvm.ReflectJvmMapping;
import kotlin.text.Regex;
import kotlin.text.RegexOption;

/**
 * Kotlin: full reflection over data, sealed and value classes and objects of published libraries.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Cases cases = new Cases();
    for (Class<?> type :
        List.of(
            Pair.class,
            Triple.class,
            Tuple4.class,
            Either.class,
            Either.Left.class,
            Either.Right.class,
            Ior.Both.class,
            NonEmptyList.class,
            arrow.core.None.class,
            kotlin.UInt.class,
            kotlin.LazyThreadSafetyMode.class,
            kotlin.time.Duration.class,
            kotlin.ranges.IntRange.class,
            kotlin.text.MatchGroup.class,
            kotlin.KotlinVersion.class,
            kotlin.collections.AbstractList.class,
            Regex.class,
            String.class,
            Integer.class,
            Map.class,
            okio.ByteString.class,
            okio.Path.class)) {
      KClass<?> kclass = JvmClassMappingKt.getKotlinClass(type);
      cases.add("class " + type.getName(), () -> describe(kclass));
      cases.add("members " + type.getName(), () -> members(kclass));
      cases.add(
          "constructors " + type.getName(),
          () -> kclass.getConstructors().stream().map(Object::toString).sorted().toList());
    }
    cases.add(
        "call constructor",
        () -> {
          KFunction<?> constructor =
              KClasses.getPrimaryConstructor(JvmClassMappingKt.getKotlinClass(Tuple4.class));
          return constructor.call(1, "two", 3.0, 'f');
        });
    cases.add(
        "call by copy",
        () -> {
          Tuple4<Integer, Integer, Integer, Integer> tuple = new Tuple4<>(1, 2, 3, 4);
          KFunction<?> copy =
              KClasses.getMemberFunctions(JvmClassMappingKt.getKotlinClass(Tuple4.class)).stream()
                  .filter(f -> f.getName().equals("copy"))
                  .findFirst()
                  .orElseThrow();
          Map<KParameter, Object> arguments = new HashMap<>();
          for (KParameter parameter : copy.getParameters()) {
            if (parameter.getKind() == KParameter.Kind.INSTANCE) {
              arguments.put(parameter, tuple);
            } else if ("third".equals(parameter.getName())) {
              arguments.put(parameter, 33);
            }
          }
          return copy.callBy(arguments);
        });
    cases.add(
        "wrong arguments",
        () -> KClasses.getPrimaryConstructor(JvmClassMappingKt.getKotlinClass(Pair.class)).call(1));
    cases.add(
        "missing argument",
        () ->
            KClasses.getPrimaryConstructor(JvmClassMappingKt.getKotlinClass(Pair.class))
                .callBy(Map.of()));
    cases.add("properties", () -> property(new Pair<>("a", 2), "second"));
    cases.add("no property", () -> property(new Pair<>("a", 2), "third"));
    cases.add(
        "private property",
        () -> property(new Regex("a+", RegexOption.IGNORE_CASE), "nativePattern"));
    cases.add(
        "create", () -> KClasses.createInstance(JvmClassMappingKt.getKotlinClass(Pair.class)));
    cases.add(
        "object",
        () -> JvmClassMappingKt.getKotlinClass(arrow.core.None.class).getObjectInstance());
    cases.add(
        "companion",
        () ->
            KClasses.getCompanionObjectInstance(JvmClassMappingKt.getKotlinClass(Regex.class))
                .getClass());
    cases.add(
        "sealed",
        () ->
            JvmClassMappingKt.getKotlinClass(Either.class).getSealedSubclasses().stream()
                .map(Object::toString)
                .sorted()
                .toList());
    cases.add(
        "types",
        () -> {
          KClassifier list = JvmClassMappingKt.getKotlinClass(List.class);
          var star = KClassifiers.getStarProjectedType(list);
          return star
              + " "
              + ReflectJvmMapping.getJavaType(star)
              + KTypes.isSubtypeOf(
                  star,
                  KClassifiers.getStarProjectedType(
                      JvmClassMappingKt.getKotlinClass(Collection.class)));
        });
    cases.add(
        "java function",
        () -> ReflectJvmMapping.getKotlinFunction(Either.class.getMethod("getOrNull")) + "");
    Moshi moshi = new Moshi.Builder().addLast(new KotlinJsonAdapterFactory()).build();
    cases.add(
        "moshi",
        () -> {
          JsonAdapter<Tuple4<String, Integer, List<Double>, Boolean>> adapter =
              moshi.adapter(
                  Types.newParameterizedType(
                      Tuple4.class,
                      String.class,
                      Integer.class,
                      Types.newParameterizedType(List.class, Double.class),
                      Boolean.class));
          String json = adapter.toJson(new Tuple4<>("a", 1, List.of(1.5), true));
          return json + adapter.fromJson(json) + adapter.indent(" ").serializeNulls();
        });
    cases.add(
        "moshi missing",
        () ->
            moshi
                .adapter(Types.newParameterizedType(Either.Left.class, String.class))
                .fromJson("{}"));
    cases.add(
        "moshi null",
        () ->
            moshi
                .adapter(
                    Types.newParameterizedType(
                        Tuple4.class, String.class, String.class, String.class, String.class))
                .fromJson("{\"first\":null,\"second\":\"x\"}"));
    cases.add(
        "moshi sealed",
        () -> moshi.adapter(Types.newParameterizedType(Either.class, String.class, String.class)));
    cases.add(
        "moshi platform",
        () -> moshi.adapter(Types.newParameterizedType(Pair.class, String.class, String.class)));
    cases.add("moshi enum", () -> moshi.adapter(RegexOption.class).toJson(RegexOption.MULTILINE));
    cases.add(
        "serial",
        () ->
            serial(
                new Triple<>(
                    1,
                    new kotlin.ranges.IntRange(1, 3).toString(),
                    new Regex("x.", RegexOption.DOT_MATCHES_ALL))));
    cases.add("either", () -> new Either.Right<>(5).isRight() + "" + new Either.Left<>("e").swap());
    cases.add(
        "regex",
        () -> new Regex("(?<k>\\w)=(\\d)").findAll("a=1 b=2", 0).iterator().next().getGroups());
    cases.finish();
  }

  private static String describe(KClass<?> type) {
    return type.getQualifiedName()
        + " data="
        + type.isData()
        + " sealed="
        + type.isSealed()
        + " value="
        + type.isValue()
        + " "
        + type.getVisibility()
        + " final="
        + type.isFinal()
        + " "
        + type.getTypeParameters()
        + " super="
        + type.getSupertypes()
        + " nested="
        + type.getNestedClasses().stream().map(Object::toString).sorted().toList()
        + type.getAnnotations().stream().map(a -> a.annotationType().getName()).sorted().toList();
  }

  private static List<String> members(KClass<?> type) {
    return type.getMembers().stream().map(Main::member).sorted().toList();
  }

  private static String member(KCallable<?> member) {
    return member + (member.isSuspend() ? "suspend" : "") + member.getVisibility();
  }

  @SuppressWarnings("unchecked")
  private static <T> Object property(T value, String name) {
    KClass<T> type = (KClass<T>) JvmClassMappingKt.getKotlinClass(value.getClass());
    for (KProperty1<T, ?> property : KClasses.getMemberProperties(type)) {
      if (property.getName().equals(name)) {
        return property.get(value)
            + " "
            + property.getReturnType()
            + ReflectJvmMapping.getJavaField(property);
      }
    }
    return KClasses.getDeclaredMemberProperties(type).stream().map(KCallable::getName).toList();
  }

  private static Object serial(Object value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(value);
    return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
  }
}
