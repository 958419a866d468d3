package io.faast;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Checks the ranges of options. */
final class OptionRange {
  private OptionRange() {}

  static void check(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw outside(option, value, least, most);
    }
  }

  static void check(String option, double value, double least, double most) {
    // Written so that NaN is outside.
    if (!(value >= least && value <= most)) {
      throw outside(option, value, least, most);
    }
  }

  static void check(String option, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw outside(option, value, least, most);
    }
  }

  static void checkTexts(String option, List<String> values) {
    if (values.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "Option " + option + " contains a blank text; each must name something.");
    }
  }

  static void checkEnvironment(Map<String, String> env) {
    env.forEach(
        (name, value) -> {
          if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                "Option env contains the name \""
                    + name
                    + "\"; a name is not empty and has no"
                    + " \"=\" and no NUL.");
          }
          if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                "Option env has a value with a NUL, for the name \"" + name + "\".");
          }
        });
  }

  private static IllegalArgumentException outside(
      String option, Object value, Object least, Object most) {
    return new IllegalArgumentException(
        "Option " + option + " is " + value + "; it must be from " + least + " to " + most + ".");
  }
}
