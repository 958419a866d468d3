/** JMH benchmarks of the engine and the codec, and a whole-process harness for providers. */
@NullMarked
package io.faast.benchmarks;

import org.jspecify.annotations.NullMarked;
