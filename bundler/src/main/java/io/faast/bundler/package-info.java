/**
 * Class path in, one runnable jar out: what the root classes reach, its resources and services, and
 * a report that says why. Works from the class files alone; nothing of the class path is ever run.
 */
@NullMarked
package io.faast.bundler;

import org.jspecify.annotations.NullMarked;
