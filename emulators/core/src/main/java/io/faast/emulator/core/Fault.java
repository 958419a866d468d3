package io.faast.emulator.core;

import java.time.Duration;

/** Something that goes wrong with a call, on purpose. A cloud may have more of its own. */
public interface Fault {
  /** The call is refused as too many, in the words of its service; nothing is done. */
  record Throttle() implements Fault {}

  /**
   * The call is refused as not allowed, whoever asks and however often; nothing is done.
   *
   * @param why words of the refusal
   */
  record Refuse(String why) implements Fault {}

  /** The call fails with that HTTP status, 500 or above; nothing is done. */
  record ServerError(int status) implements Fault {}

  /** The call is done, and answered that much later. */
  record Delay(Duration by) implements Fault {}

  /**
   * The connection is closed without an answer.
   *
   * @param done whether what was asked for is done nevertheless
   */
  record DropConnection(boolean done) implements Fault {}

  /** The credentials of the call are refused as expired. */
  record ExpireCredentials() implements Fault {}

  /** A message that is sent, or an event that is to be run, is accepted and lost. */
  record Lose() implements Fault {}

  /** A message that is sent is delivered twice; an event is run twice. */
  record Duplicate() implements Fault {}

  /** The instance that is given this invocation is killed as soon as it has it. */
  record KillInstance() implements Fault {}
}
