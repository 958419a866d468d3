package io.faast.emulator.gcp.run;

/** A service of Cloud Run. */
record RunService(RunConfig config, RevisionLog log, Runner runner) {}
