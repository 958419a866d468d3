/** Lambda: functions, and the processes that run them. */
@NullMarked
package io.faast.emulator.aws.lambda;

import org.jspecify.annotations.NullMarked;
