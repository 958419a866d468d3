/** Tests that drive the real provider, with real child processes, through the SPI. */
package io.faast.local;
