/**
 * What runs inside Cloud Run functions. It has no Google SDK: requests come in by the functions
 * framework's own interface, and the few requests to Pub/Sub and Cloud Storage are plain HTTP with
 * the token that the metadata server hands out.
 */
@NullMarked
package io.faast.gcp.worker;

import org.jspecify.annotations.NullMarked;
