/**
 * What runs inside a function, and the codec that it shares with the client: messages, values,
 * dispatch to the user's method, and the context of a call.
 *
 * <p>It starts fast: as long as only scalars, strings, enums and primitive arrays travel, no class
 * of Jackson is loaded on either side.
 */
@NullMarked
package io.faast.worker;

import org.jspecify.annotations.NullMarked;
