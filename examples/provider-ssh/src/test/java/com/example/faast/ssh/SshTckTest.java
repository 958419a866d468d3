package com.example.faast.ssh;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Holds the provider to every rule of the conformance kit. */
@Suite
@SelectPackages("io.faast.tck.rules")
@IncludeClassNamePatterns(".*Rules")
@ConfigurationParameter(key = "faast.tck.target", value = "com.example.faast.ssh.SshTckTarget")
class SshTckTest {}
