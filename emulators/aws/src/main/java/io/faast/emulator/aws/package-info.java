/**
 * An account of AWS in this process, on loopback, for tests: start it with {@link
 * io.faast.emulator.aws.AwsEmulator}, and point unmodified clients of the SDK at its endpoint.
 */
@NullMarked
package io.faast.emulator.aws;

import org.jspecify.annotations.NullMarked;
