/** Cloud Storage: buckets and objects over the JSON API, and the XML API's paths of signed URLs. */
@NullMarked
package io.faast.emulator.gcp.storage;

import org.jspecify.annotations.NullMarked;
