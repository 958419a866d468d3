package io.faast.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Makes a class a JUnit suite of all rules of the kit, tried side by side. The class names its
 * {@link TckTarget} by the configuration parameter {@code faast.tck.target}.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("io.faast.tck.rules")
@IncludeClassNamePatterns(".*Rules")
@ConfigurationParameter(key = "junit.jupiter.execution.parallel.enabled", value = "true")
@ConfigurationParameter(key = "junit.jupiter.execution.parallel.mode.default", value = "concurrent")
@ConfigurationParameter(
    key = "junit.jupiter.execution.parallel.config.executor-service",
    value = "WORKER_THREAD_POOL")
@ConfigurationParameter(key = "junit.jupiter.execution.parallel.config.strategy", value = "custom")
@ConfigurationParameter(
    key = "junit.jupiter.execution.parallel.config.custom.class",
    value = "io.faast.tck.SideBySide")
public @interface TckSuite {}
