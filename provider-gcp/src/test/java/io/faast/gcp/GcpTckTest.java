package io.faast.gcp;

import io.faast.tck.TckSuite;
import org.junit.platform.suite.api.ConfigurationParameter;

/** Holds the Google Cloud provider to every rule of the conformance kit, calling directly. */
@TckSuite
@ConfigurationParameter(key = "faast.tck.target", value = "io.faast.gcp.GcpTckTarget")
@ConfigurationParameter(key = "faast.tck.report", value = "target/faast-tck")
class GcpTckTest {}
