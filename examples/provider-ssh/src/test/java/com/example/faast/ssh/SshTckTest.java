package com.example.faast.ssh;

import io.faast.tck.TckSuite;
import org.junit.platform.suite.api.ConfigurationParameter;

/** Holds the provider to every rule of the conformance kit. */
@TckSuite
@ConfigurationParameter(key = "faast.tck.target", value = "com.example.faast.ssh.SshTckTarget")
class SshTckTest {}
