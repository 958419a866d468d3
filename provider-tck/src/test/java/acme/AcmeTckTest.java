package acme;

import io.faast.tck.TckSuite;
import org.junit.platform.suite.api.ConfigurationParameter;

/** Holds Acme's provider to every rule of the conformance kit. */
@TckSuite
@ConfigurationParameter(key = "faast.tck.target", value = "acme.AcmeTarget")
class AcmeTckTest {}
