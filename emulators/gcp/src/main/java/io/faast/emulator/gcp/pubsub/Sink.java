package io.faast.emulator.gcp.pubsub;

import com.google.pubsub.v1.ReceivedMessage;
import io.faast.emulator.gcp.core.ApiException;
import java.util.List;

/** Somebody who takes messages of a subscription. Called under the subscription's lock. */
interface Sink {
  /** Returns how many messages it would take now. */
  int room();

  /** Returns how long it has to acknowledge, in seconds. */
  int ackDeadlineSeconds();

  /** Hands messages over, at least one and at most as many as there is room for. */
  void deliver(List<ReceivedMessage> messages);

  /** Says that messages that were delivered here are not outstanding any more. */
  void settled(ReceivedMessage message);

  /** Says that there will be no more. */
  void end(ApiException why);
}
