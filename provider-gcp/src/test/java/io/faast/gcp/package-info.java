@org.jspecify.annotations.NullMarked
package io.faast.gcp;
