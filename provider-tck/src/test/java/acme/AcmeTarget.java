package acme;

import io.faast.spi.FaastProvider;
import io.faast.tck.TckTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells the kit how to look at Acme without asking its provider. */
public final class AcmeTarget implements TckTarget {
  private final AcmeProvider provider = new AcmeProvider();

  @Override
  public FaastProvider provider() {
    return provider;
  }

  @Override
  public List<String> existing(String runId) {
    Path directory = AcmeDeployment.DIRECTORIES.resolve(runId);
    return Files.exists(directory) ? List.of(directory.toString()) : List.of();
  }

  /** Threads of the client reach whatever the client reaches. */
  @Override
  public boolean functionsReachClient() {
    return true;
  }
}
