package io.faast.local;

import io.faast.tck.TckSuite;
import org.junit.platform.suite.api.ConfigurationParameter;

/** Holds the local provider to every rule of the conformance kit. */
@TckSuite
@ConfigurationParameter(key = "faast.tck.target", value = "io.faast.local.LocalTckTarget")
class LocalTckTest {}
