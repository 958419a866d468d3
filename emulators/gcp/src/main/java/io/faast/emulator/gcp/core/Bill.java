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
 * @param runRequests requests that reached an instance of Cloud Run; refused ones are free
 * @param runMillicpuMillis time in which instances had requests, or started because of one, times
 *     their thousandths of a vCPU; each such time is rounded up to 100 ms
 * @param runMebibyteMillis the same times, times their memory in MiB
 * @param checkMillicpuMillis what the one instance costs that every deployment starts to see
 *     whether it does, times its thousandths of a vCPU
 * @param checkMebibyteMillis the same, times its memory in MiB
 * @param buildMillis time in which builds ran
 * @param registryGigabyteMonths images that were deleted, each for as long as it lay there
 * @param logBytes bytes of log entries' text
 */
public record Bill(
    long pubsubBytes,
    long storageClassA,
    long storageClassB,
    double storageGigabyteMonths,
    long egressBytes,
    long runRequests,
    long runMillicpuMillis,
    long runMebibyteMillis,
    long checkMillicpuMillis,
    long checkMebibyteMillis,
    long buildMillis,
    double registryGigabyteMonths,
    long logBytes) {

  /** Returns what came to it since {@code earlier}. */
  public Bill since(Bill earlier) {
    return new Bill(
        pubsubBytes - earlier.pubsubBytes,
        storageClassA - earlier.storageClassA,
        storageClassB - earlier.storageClassB,
        storageGigabyteMonths - earlier.storageGigabyteMonths,
        egressBytes - earlier.egressBytes,
        runRequests - earlier.runRequests,
        runMillicpuMillis - earlier.runMillicpuMillis,
        runMebibyteMillis - earlier.runMebibyteMillis,
        checkMillicpuMillis - earlier.checkMillicpuMillis,
        checkMebibyteMillis - earlier.checkMebibyteMillis,
        buildMillis - earlier.buildMillis,
        registryGigabyteMonths - earlier.registryGigabyteMonths,
        logBytes - earlier.logBytes);
  }

  /** Returns the part of Cloud Run's that requests cost, in vCPU-seconds. */
  public double vcpuSeconds() {
    return runMillicpuMillis / 1e6;
  }

  /** Returns the part of Cloud Run's that requests cost, in GiB-seconds. */
  public double gibibyteSeconds() {
    return runMebibyteMillis / 1024.0 / 1e3;
  }
}
