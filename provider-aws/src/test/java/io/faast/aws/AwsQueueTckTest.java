package io.faast.aws;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Holds the AWS provider to the rules of the conformance kit, through the queue. All but INV-07 and
 * SPI-09, which count in an instance: an answer is sent before Lambda knows that the instance is
 * free, so the next call, even of a module with concurrency 1, may start another one. That attempts
 * are executed once is seen from outside by SPI-10.
 */
@Suite
@SelectPackages("io.faast.tck.rules")
@IncludeClassNamePatterns(".*Rules")
@ConfigurationParameter(key = "faast.tck.target", value = "io.faast.aws.AwsQueueTckTarget")
@ConfigurationParameter(
    key = "faast.tck.rules",
    value =
        "SPI-01,SPI-02,SPI-03,SPI-04,SPI-05,SPI-06,SPI-07,SPI-08,SPI-10,SPI-11,SPI-12,SPI-13,"
            + "SPI-14,VAL,FLR,RET,SPC,CAN,LIM,ENV,LOG,PKG,CON,CST,CLN,GCO,INY,NAM,STR,BPR,INV-01,"
            + "INV-02,INV-03,INV-04,INV-05,INV-06,INV-08,INV-09,INV-10,INV-11,INV-12,INV-13,INV-14")
@ConfigurationParameter(key = "faast.tck.report", value = "target/faast-tck-queue")
class AwsQueueTckTest {}
