/**
 * Functions in AWS Lambda. Users name {@link io.faast.aws.AwsOptions}; the rest is found by its
 * provider's name, {@code aws}.
 */
@NullMarked
package io.faast.aws;

import org.jspecify.annotations.NullMarked;
