/** Providers with one defect each, which the kit must catch by the rule that names the defect. */
@NullMarked
package io.faast.tck.mutants;

import org.jspecify.annotations.NullMarked;
