@org.jspecify.annotations.NullMarked
package io.faast.emulator.core;
