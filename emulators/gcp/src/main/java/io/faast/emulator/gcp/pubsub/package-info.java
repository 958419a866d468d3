/** Pub/Sub: topics, subscriptions that are pulled from or push, over gRPC and REST. */
@NullMarked
package io.faast.emulator.gcp.pubsub;

import org.jspecify.annotations.NullMarked;
