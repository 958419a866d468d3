/** Who is who, and who may do what: service accounts, tokens, keys and policies. */
@NullMarked
package io.faast.emulator.gcp.iam;

import org.jspecify.annotations.NullMarked;
