package acme;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Holds Acme's provider to every rule of the conformance kit. */
@Suite
@SelectPackages("io.faast.tck.rules")
@IncludeClassNamePatterns(".*Rules")
@ConfigurationParameter(key = "faast.tck.target", value = "acme.AcmeTarget")
class AcmeTckTest {}
