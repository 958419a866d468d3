/** Who may do what: IAM, STS, signatures and policies. */
@NullMarked
package io.faast.emulator.aws.iam;

import org.jspecify.annotations.NullMarked;
