@NullMarked
package io.faast.worker;

import org.jspecify.annotations.NullMarked;
