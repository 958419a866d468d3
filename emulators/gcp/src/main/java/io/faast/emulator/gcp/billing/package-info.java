/** The Cloud Billing Catalog: what things cost. */
@NullMarked
package io.faast.emulator.gcp.billing;

import org.jspecify.annotations.NullMarked;
