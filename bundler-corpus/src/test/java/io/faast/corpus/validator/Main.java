package io.faast.corpus.validator;

import io.faast.corpus.Cases;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.GroupSequence;
import jakarta.validation.Path;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.*;
import jakarta.validation.groups.Default;
import java.io.ByteArrayInputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.defs.SizeDef;
import org.hibernate.validator.constraints.*;

/** Hibernate Validator: messages by locale, expressions, constraints in XML, generated loggers. */
public final class Main {
  @Constraint(validatedBy = {EvenInt.class})
  @Retention(RetentionPolicy.RUNTIME)
  @interface Even {
    String message() default "{corpus.even}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  public static final class EvenInt implements ConstraintValidator<Even, Integer> {
    @Override
    public boolean isValid(Integer value, ConstraintValidatorContext context) {
      return value == null || (value >= 0 && value % 2 == 0);
    }
  }

  interface Late {}

  @GroupSequence({Default.class, Late.class})
  interface All {}

  static class Person {
    @NotBlank String name = " ";

    @Size(min = 2, max = 3)
    String code = "a";

    @Email String mail = "no at";

    @Min(5)
    @Even
    int number = 3;

    @DecimalMax(value = "1.5", inclusive = false)
    BigDecimal decimal = new BigDecimal("1.50");

    @Digits(integer = 2, fraction = 1)
    double digits = 123.45;

    @Past Instant past = Instant.parse("2500-01-01T00:00:00Z");
    @FutureOrPresent LocalDate future = LocalDate.of(1990, 1, 1);
    @PastOrPresent Year year = Year.of(3000);
    @Future Date date = new Date(0);
    @NotEmpty List<@NotNull @Positive Integer> list = java.util.Arrays.asList(1, null, -2);

    @Valid
    Map<@Pattern(regexp = "[a-z]+", message = "key {regexp}") String, Address> map =
        Map.of("Home", new Address());

    Optional<@NegativeOrZero Long> optional = Optional.of(5L);
    @Null Object nothing = 1;
    @AssertTrue boolean truth;
    @CreditCardNumber String card = "4111111111111112";
    @EAN String ean = "123";
    @ISBN String isbn = "978";
    @LuhnCheck String luhn = "79927398710";

    @URL(protocol = "https")
    String url = "http://x";

    @UUID String uuid = "zz";
    @UniqueElements List<String> unique = List.of("a", "a");

    @Range(min = 1, max = 2)
    int range = 9;

    @Length(max = 1)
    String length = "xx";

    @CodePointLength(max = 1)
    String points = "ab";

    @org.hibernate.validator.constraints.time.DurationMin(seconds = 5)
    Duration duration = Duration.ZERO;

    @org.hibernate.validator.constraints.br.CPF String cpf = "1";
    @org.hibernate.validator.constraints.pl.PESEL String pesel = "1";
    @org.hibernate.validator.constraints.ru.INN String inn = "1";
    @Mod10Check String mod = "12";

    @NotNull(groups = Late.class)
    Object late;
  }

  static class Address {
    @NotNull String street;
  }

  static class XmlBean {
    String value = "long";
  }

  record Rec(@NotNull String a, @Valid Address b) {
    Rec {}

    @Size(max = 2)
    String method(@NotNull String p, @Max(3) int q) {
      return p + q;
    }
  }

  private Main() {}

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases();
    for (Locale locale :
        List.of(
            Locale.US,
            Locale.GERMANY,
            Locale.FRANCE,
            Locale.JAPAN,
            Locale.SIMPLIFIED_CHINESE,
            new Locale("ar"),
            new Locale("uk"),
            new Locale("xx"))) {
      Locale.setDefault(locale);
      try (ValidatorFactory factory = configuration().buildValidatorFactory()) {
        Validator validator = factory.getValidator();
        for (String line : violations(validator.validate(new Person()))) {
          int colon = line.indexOf(':');
          cases.add(locale + " " + line.substring(0, colon), () -> line.substring(colon + 1));
        }
      }
    }
    Locale.setDefault(Locale.US);
    ValidatorFactory factory = configuration().buildValidatorFactory();
    Validator validator = factory.getValidator();
    cases.add("group", () -> violations(validator.validate(new Person(), Late.class)));
    cases.add("sequence", () -> validator.validate(new Person(), All.class).size());
    cases.add("property", () -> violations(validator.validateProperty(new Person(), "code")));
    cases.add("value", () -> violations(validator.validateValue(Person.class, "mail", "x@")));
    cases.add("no property", () -> validator.validateProperty(new Person(), "none"));
    cases.add("null", () -> validator.validate(null));
    cases.add("record", () -> violations(validator.validate(new Rec(null, new Address()))));
    cases.add(
        "parameters",
        () ->
            violations(
                validator
                    .forExecutables()
                    .validateParameters(
                        new Rec("a", null),
                        Rec.class.getDeclaredMethod("method", String.class, int.class),
                        new Object[] {null, 5})));
    cases.add(
        "return",
        () ->
            violations(
                validator
                    .forExecutables()
                    .validateReturnValue(
                        new Rec("a", null),
                        Rec.class.getDeclaredMethod("method", String.class, int.class),
                        "xxx")));
    cases.add(
        "descriptor",
        () ->
            validator.getConstraintsForClass(Person.class).getConstrainedProperties().stream()
                .map(p -> p.getPropertyName())
                .sorted()
                .toList());
    cases.add("xml", Main::xml);
    cases.add(
        "bad xml",
        () ->
            configuration()
                .addMapping(new ByteArrayInputStream("<x/>".getBytes(StandardCharsets.UTF_8)))
                .buildValidatorFactory());
    cases.add(
        "programmatic",
        () -> {
          HibernateValidatorConfiguration configuration = configuration();
          var mapping = configuration.createConstraintMapping();
          mapping.type(XmlBean.class).field("value").constraint(new SizeDef().max(2));
          configuration.addMapping(mapping);
          return violations(
              configuration.buildValidatorFactory().getValidator().validate(new XmlBean()));
        });
    cases.add(
        "wrong type",
        () ->
            validator.validate(
                new Object() {
                  @Size int size = 3;
                }));
    cases.add(
        "providers",
        () ->
            Validation.byDefaultProvider()
                .configure()
                .getBootstrapConfiguration()
                .getDefaultProviderClassName());
    cases.add("unwrap", () -> validator.unwrap(String.class));
    cases.add(
        "fail fast",
        () ->
            configuration()
                .failFast(true)
                .buildValidatorFactory()
                .getValidator()
                .validate(new Person())
                .size());
    cases.finish();
  }

  private static HibernateValidatorConfiguration configuration() {
    return Validation.byProvider(HibernateValidator.class)
        .configure()
        .clockProvider(() -> Clock.fixed(Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC));
  }

  private static List<String> xml() {
    String xml =
        """
        <constraint-mappings xmlns="https://jakarta.ee/xml/ns/validation/mapping" version="3.1">
          <bean class="io.faast.corpus.validator.Main$XmlBean" ignore-annotations="false">
            <field name="value">
              <constraint annotation="jakarta.validation.constraints.Size">
                <message>too long: ${validatedValue.length()} {max}</message>
                <element name="max">2</element>
              </constraint>
              <constraint annotation="org.hibernate.validator.constraints.Length">
                <element name="min">9</element>
              </constraint>
            </field>
          </bean>
        </constraint-mappings>
        """;
    return violations(
        configuration()
            .addMapping(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
            .buildValidatorFactory()
            .getValidator()
            .validate(new XmlBean()));
  }

  private static <T> List<String> violations(Set<ConstraintViolation<T>> violations) {
    return violations.stream()
        .flatMap(
            v ->
                Stream.of(
                    v.getPropertyPath()
                        + " "
                        + v.getConstraintDescriptor()
                            .getAnnotation()
                            .annotationType()
                            .getSimpleName()
                        + kinds(v)
                        + ":"
                        + v.getMessage()))
        .sorted()
        .toList();
  }

  private static String kinds(ConstraintViolation<?> violation) {
    StringBuilder kinds = new StringBuilder();
    for (Path.Node node : violation.getPropertyPath()) {
      kinds.append('/').append(node.getKind());
    }
    return kinds.toString();
  }
}
