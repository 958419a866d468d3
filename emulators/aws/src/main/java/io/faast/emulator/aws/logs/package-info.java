/** CloudWatch Logs. */
@NullMarked
package io.faast.emulator.aws.logs;

import org.jspecify.annotations.NullMarked;
