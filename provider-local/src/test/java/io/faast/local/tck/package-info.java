/** Broken versions of the local provider, which show that the kit notices what they do. */
package io.faast.local.tck;
