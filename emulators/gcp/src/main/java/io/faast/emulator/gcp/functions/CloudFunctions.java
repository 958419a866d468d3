package io.faast.emulator.gcp.functions;

import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.iam.ServiceAccounts;
import io.faast.emulator.gcp.logging.LogStore;
import io.faast.emulator.gcp.operations.Operations;
import io.faast.emulator.gcp.registry.Registry;
import io.faast.emulator.gcp.run.CloudRun;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;

/** Cloud Functions, wired up. Thread-safe. */
public final class CloudFunctions {
  private final Functions functions = new Functions();
  private final List<Service> services;

  /** What Cloud Functions stands on. */
  public record Surroundings(
      Place place,
      URI endpoint,
      Meters meters,
      LogStore logs,
      Sources sources,
      Registry registry,
      ServiceAccounts accounts,
      CloudRun cloudRun,
      Executor workers) {}

  /**
   * Begins without functions.
   *
   * @param directory where code is unpacked
   * @param pendingPolls how often an operation is seen under way at least
   */
  public CloudFunctions(Surroundings around, Path directory, int pendingPolls) {
    Operations operations = new Operations("cloudfunctions", around.place(), pendingPolls);
    Uploads uploads = new Uploads(around.place(), around.endpoint(), around.sources());
    Creation.Workshop workshop =
        new Creation.Workshop(
            around.place(),
            around.endpoint(),
            around.meters(),
            around.logs(),
            functions,
            around.sources(),
            around.registry(),
            around.accounts(),
            around.cloudRun(),
            directory);
    services =
        List.of(
            new FunctionsService(workshop, uploads, operations, around.workers()),
            uploads,
            operations);
  }

  /** Returns the functions. */
  public Functions functions() {
    return functions;
  }

  /** Returns the services that are spoken to. */
  public List<Service> services() {
    return services;
  }
}
