/**
 * What runs inside Lambda. It has no AWS SDK: calls come in through the runtime's own interface,
 * and the few requests to queues are signed here.
 */
@NullMarked
package io.faast.aws.worker;

import org.jspecify.annotations.NullMarked;
