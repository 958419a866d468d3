package acme;

import io.faast.tck.Tck;
import io.faast.tck.TckListener;
import io.faast.tck.TckReport;
import io.faast.tck.TckSelection;
import java.nio.file.Path;

/** Runs the kit without JUnit's part in a build. */
public final class AcmeKit {
  private AcmeKit() {}

  /** Takes the directory of the report, and which rules to try if not all. */
  public static void main(String[] arguments) throws Exception {
    TckSelection selection =
        arguments.length > 1 ? TckSelection.parse(arguments[1]) : TckSelection.all();
    try (AcmeTarget target = new AcmeTarget()) {
      TckReport report = Tck.run(target, selection, TckListener.NONE);
      report.writeTo(Path.of(arguments[0]));
      System.exit(report.conformant() ? 0 : 1);
    }
  }
}
