package io.faast.corpus.joda;

import io.faast.corpus.Cases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Locale;
import org.joda.time.Chronology;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.joda.time.Days;
import org.joda.time.Interval;
import org.joda.time.LocalDate;
import org.joda.time.Period;
import org.joda.time.PeriodType;
import org.joda.time.chrono.BuddhistChronology;
import org.joda.time.chrono.CopticChronology;
import org.joda.time.chrono.EthiopicChronology;
import org.joda.time.chrono.GJChronology;
import org.joda.time.chrono.IslamicChronology;
import org.joda.time.chrono.JulianChronology;
import org.joda.time.format.DateTimeFormat;
import org.joda.time.format.ISODateTimeFormat;
import org.joda.time.format.PeriodFormat;

/** Joda-Time: time zones in resources found by name, words in many languages, serialisation. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Cases cases = new Cases();
    DateTime time = new DateTime(2024, 2, 29, 13, 5, 7, 9, DateTimeZone.UTC);
    for (String zone :
        List.of(
            "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "EST", "+05:30", "Moon/Sea")) {
      cases.add(
          "zone " + zone,
          () -> {
            DateTimeZone found = DateTimeZone.forID(zone);
            return time.withZone(found)
                + " "
                + found.nextTransition(time.getMillis())
                + found.getName(time.getMillis(), Locale.GERMANY)
                + found.toTimeZone().getID();
          });
    }
    cases.add("zones", () -> DateTimeZone.getAvailableIDs().size());
    for (Locale locale :
        List.of(Locale.US, Locale.GERMANY, Locale.JAPAN, new Locale("pl"), new Locale("nb"))) {
      cases.add(
          "words " + locale,
          () ->
              DateTimeFormat.forPattern("EEEE d MMMM yyyy G").withLocale(locale).print(time)
                  + DateTimeFormat.forStyle("LS").withLocale(locale).print(time)
                  + PeriodFormat.wordBased(locale).print(new Period(1, 2, 3, 4, 5, 6, 7, 8)));
    }
    for (Chronology chronology :
        List.of(
            BuddhistChronology.getInstanceUTC(),
            CopticChronology.getInstanceUTC(),
            EthiopicChronology.getInstanceUTC(),
            GJChronology.getInstanceUTC(),
            IslamicChronology.getInstanceUTC(),
            JulianChronology.getInstanceUTC())) {
      cases.add(
          chronology.toString(),
          () ->
              time.withChronology(chronology)
                  + time.withChronology(chronology).era().getAsText(Locale.US)
                  + copy(time.withChronology(chronology)));
    }
    for (Object value :
        List.of(
            time,
            LocalDate.parse("2020-12-31"),
            Days.SEVEN,
            Period.parse("P1Y2M3DT4H"),
            new Interval(time, Period.days(3)),
            DateTimeZone.forID("Europe/Paris"),
            PeriodType.yearMonthDay())) {
      cases.add("copy " + value.getClass().getSimpleName(), () -> copy(value));
    }
    for (String text :
        List.of("2024-02-30", "2024-W09-4", "2024-060T12Z", "x", "", "2024-03-31T02:30")) {
      cases.add("parse " + text, () -> ISODateTimeFormat.dateTimeParser().parseDateTime(text));
    }
    cases.add(
        "gap", () -> new DateTime(2024, 3, 31, 2, 30, 0, DateTimeZone.forID("Europe/Berlin")));
    cases.add("pattern", () -> DateTimeFormat.forPattern("bad pattern"));
    cases.add("converted", () -> new DateTime("2020-01-01T00:00:00Z", DateTimeZone.UTC));
    cases.add("not converted", () -> new DateTime(new StringBuilder("x")));
    cases.add("period", () -> new Period(time, time.plusMonths(13), PeriodType.standard()));
    cases.add("wrong", () -> time.withMonthOfYear(13));
    cases.finish();
  }

  private static Object copy(Object value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject().equals(value) + Cases.text(bytes.toByteArray());
    }
  }
}
