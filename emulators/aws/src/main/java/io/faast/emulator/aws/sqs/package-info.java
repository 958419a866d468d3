/** SQS: ElasticMQ, with what it lacks before it: signatures, policies, bills and faults. */
@NullMarked
package io.faast.emulator.aws.sqs;

import org.jspecify.annotations.NullMarked;
