package io.faast.emulator.gcp.core;

/**
 * What Google would bill, in exact units and before any free tier.
 *
 * @param pubsubBytes throughput of Pub/Sub: what was published and what was delivered by pull and
 *     push, each request at least 1,000 bytes
 * @param storageClassA operations of Cloud Storage that insert, list or change
 * @param storageClassB operations of Cloud Storage that get
 * @param storageGigabyteMonths objects that were deleted or overwritten, each for as long as it lay
 *     there
 * @param egressBytes bytes of payloads, messages and objects handed to callers outside of the
 *     region
 */
public record Bill(
    long pubsubBytes,
    long storageClassA,
    long storageClassB,
    double storageGigabyteMonths,
    long egressBytes) {

  /** Returns what came to it since {@code earlier}. */
  public Bill since(Bill earlier) {
    return new Bill(
        pubsubBytes - earlier.pubsubBytes,
        storageClassA - earlier.storageClassA,
        storageClassB - earlier.storageClassB,
        storageGigabyteMonths - earlier.storageGigabyteMonths,
        egressBytes - earlier.egressBytes);
  }
}
