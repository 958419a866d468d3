package io.faast.worker;

/**
 * Where a worker runs.
 *
 * @param moduleClass binary name of the module class
 * @param loader loads the module class and the classes of its values
 * @param provider name of the provider
 * @param runId the run that deployed the function
 * @param workerId names this process or instance
 * @param memoryMb memory that the function was given, in MiB
 * @param maxResponseBytes largest encoded reply or item that the provider can carry, in bytes
 * @since 0.1.0
 */
public record WorkerEnvironment(
    String moduleClass,
    ClassLoader loader,
    String provider,
    String runId,
    String workerId,
    int memoryMb,
    int maxResponseBytes) {}
