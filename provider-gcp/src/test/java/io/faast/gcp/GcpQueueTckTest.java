package io.faast.gcp;

import io.faast.tck.TckSuite;
import org.junit.platform.suite.api.ConfigurationParameter;

/** Holds the Google Cloud provider to every rule of the conformance kit, through the queue. */
@TckSuite
@ConfigurationParameter(key = "faast.tck.target", value = "io.faast.gcp.GcpQueueTckTarget")
@ConfigurationParameter(key = "faast.tck.report", value = "target/faast-tck-queue")
class GcpQueueTckTest {}
