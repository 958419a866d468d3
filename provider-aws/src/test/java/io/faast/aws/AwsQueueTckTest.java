package io.faast.aws;

import io.faast.tck.TckSuite;
import org.junit.platform.suite.api.ConfigurationParameter;

/** Holds the AWS provider to every rule of the conformance kit, through the queue. */
@TckSuite
@ConfigurationParameter(key = "faast.tck.target", value = "io.faast.aws.AwsQueueTckTarget")
@ConfigurationParameter(key = "faast.tck.report", value = "target/faast-tck-queue")
class AwsQueueTckTest {}
