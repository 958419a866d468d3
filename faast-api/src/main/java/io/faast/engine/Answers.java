package io.faast.engine;

import io.faast.spi.FailureKind;
import io.faast.spi.Outcome;
import io.faast.worker.ProtocolException;
import io.faast.worker.Refusal;
import io.faast.worker.ReplyHeader;
import io.faast.worker.ReplyMessage;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Reads what a worker answered, without trusting it. */
final class Answers {
  private Answers() {}

  /** Returns the final reply to the call of that id. */
  static ReplyMessage read(Outcome.Answered answered, long id) throws BadAnswerException {
    URI log = answered.report().logUrl();
    ReplyMessage reply;
    try {
      reply = ReplyMessage.read(answered.response());
    } catch (ProtocolException e) {
      throw bad("The answer is unreadable: " + e.getMessage() + ".", e, log);
    }
    ReplyHeader header = header(reply);
    if (header == null) {
      throw bad("The item of a stream came as the answer.", null, log);
    }
    if (header.call() != id) {
      throw bad("The provider delivered the answer of call " + header.call() + ".", null, log);
    }
    if (reply instanceof ReplyMessage.Refused refused && refused.code() == Refusal.OUT_OF_MEMORY) {
      throw new BadAnswerException(Failure.of(FailureKind.OUT_OF_MEMORY, refused.message(), log));
    }
    return reply;
  }

  /** Returns the header, or null of an item, which has none. */
  static @Nullable ReplyHeader header(ReplyMessage reply) {
    if (reply instanceof ReplyMessage.Value value) {
      return value.header();
    } else if (reply instanceof ReplyMessage.Thrown thrown) {
      return thrown.header();
    } else if (reply instanceof ReplyMessage.End end) {
      return end.header();
    } else if (reply instanceof ReplyMessage.Refused refused) {
      return refused.header();
    }
    return null;
  }

  private static BadAnswerException bad(
      String message, @Nullable Throwable cause, @Nullable URI log) {
    return new BadAnswerException(Failure.protocol(message, cause, log));
  }
}
