package io.faast.aws;

import io.faast.tck.TckSuite;
import org.junit.platform.suite.api.ConfigurationParameter;

/** Holds the AWS provider to every rule of the conformance kit, calling directly. */
@TckSuite
@ConfigurationParameter(key = "faast.tck.target", value = "io.faast.aws.AwsTckTarget")
@ConfigurationParameter(key = "faast.tck.report", value = "target/faast-tck")
class AwsTckTest {}
