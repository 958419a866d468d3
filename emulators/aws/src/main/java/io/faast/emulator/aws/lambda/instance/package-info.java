/** What runs in an instance before AWS's runtime does. */
@NullMarked
package io.faast.emulator.aws.lambda.instance;

import org.jspecify.annotations.NullMarked;
