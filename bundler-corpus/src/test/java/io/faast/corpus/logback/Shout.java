package io.faast.corpus.logback;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Locale;

/** A conversion word that only the configuration file names. */
public final class Shout extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return event.getFormattedMessage().toUpperCase(Locale.ROOT) + "!";
  }
}
