/** S3: the few operations on buckets and objects that are needed, path style. */
@NullMarked
package io.faast.emulator.aws.s3;

import org.jspecify.annotations.NullMarked;
