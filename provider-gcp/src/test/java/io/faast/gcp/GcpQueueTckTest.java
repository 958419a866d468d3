package io.faast.gcp;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Holds the Google Cloud provider to every rule of the conformance kit, through the queue. */
@Suite
@SelectPackages("io.faast.tck.rules")
@IncludeClassNamePatterns(".*Rules")
@ConfigurationParameter(key = "faast.tck.target", value = "io.faast.gcp.GcpQueueTckTarget")
@ConfigurationParameter(key = "faast.tck.report", value = "target/faast-tck-queue")
class GcpQueueTckTest {}
