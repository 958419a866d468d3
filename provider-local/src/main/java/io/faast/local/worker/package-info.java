/**
 * What runs inside a worker process of the local provider: it reads calls from a socket, runs them
 * one at a time, and writes the answers back. Part of every bundle, so it uses nothing but {@code
 * faast-worker} and the JDK, and starts without lambdas or string concatenation, which cost a cold
 * JVM tens of milliseconds. The client's side uses its frames too.
 */
@NullMarked
package io.faast.local.worker;

import org.jspecify.annotations.NullMarked;
