package io.faast.examples.picture;

import io.faast.FaastModule;
import io.faast.Result;
import io.faast.examples.ErrorLine;
import io.faast.examples.FaastCommand;
import io.faast.examples.Interruption;
import io.faast.examples.Progress;
import io.faast.examples.ProviderChoice;
import io.faast.examples.Units;
import io.faast.examples.Usage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Renders a picture from tiles that functions compute. */
@Command(
    name = "picture",
    description = {
      "Renders a ray-traced scene from tiles that functions compute, and draws beside it"
          + " what each tile took."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:rendered", "1:failed", "2:wrong usage"})
public final class PictureCommand extends FaastCommand implements Callable<Integer> {
  private static final int MAX_SIDE = 4_000;
  private static final int MAX_TILES = 100;
  private static final int MAX_RAYS = 1_000;

  @Mixin private final ProviderChoice choice = new ProviderChoice();

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "960x720",
      converter = Grid.Reader.class,
      description = "The size of the picture, in pixels (default: ${DEFAULT-VALUE}).")
  private Grid size = new Grid(960, 720);

  @Option(
      names = "--tiles",
      paramLabel = "CxR",
      defaultValue = "12x9",
      converter = Grid.Reader.class,
      description = "How many columns and rows of tiles (default: ${DEFAULT-VALUE}).")
  private Grid tiles = new Grid(12, 9);

  @Option(
      names = "--rays",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many rays go through each pixel (default: ${DEFAULT-VALUE}).")
  private int rays = 16;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "picture.png",
      description = "The PNG to write (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("picture.png");

  /** Renders the picture by itself. */
  public static void main(String[] arguments) {
    System.exit(ErrorLine.on(new CommandLine(new PictureCommand())).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    check();
    System.setProperty("java.awt.headless", "true");
    PrintWriter out = out();
    List<Area> areas = Area.grid(size.columns(), size.rows(), rays, tiles.columns(), tiles.rows());
    // Neighbours cost about the same; mixed, the estimate of the time left is a better one.
    Collections.shuffle(areas, new Random(1));
    out.println(
        "Rendering " + size + " pixels, " + rays + " rays each, in " + areas.size() + " tiles");
    out.flush();
    try (FaastModule<RayTracer> module = choice.deploy(RayTracer.class, "ray-traced picture")) {
      Sheet sheet = render(module, areas);
      write(sheet);
      out.println("Wrote " + output.toAbsolutePath());
      out.println();
      Usage.lines(module).forEach(out::println);
    }
    return ExitCode.OK;
  }

  private void check() {
    Path parent = output.toAbsolutePath().getParent();
    require(size.within(8, MAX_SIDE), "--size is " + size + ": from 8x8 to 4000x4000");
    require(
        tiles.within(1, MAX_TILES)
            && tiles.columns() <= size.columns()
            && tiles.rows() <= size.rows(),
        "--tiles is " + tiles + ": from 1x1 to 100x100, and no more than pixels");
    require(rays >= 1 && rays <= MAX_RAYS, "--rays is " + rays + ": from 1 to 1000");
    require(
        parent != null && Files.isDirectory(parent) && !Files.isDirectory(output),
        "cannot write " + output + ": there is no such directory, or it is one");
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw misuse(otherwise);
    }
  }

  private Sheet render(FaastModule<RayTracer> module, List<Area> areas) {
    PrintWriter err = err();
    Sheet sheet = new Sheet(size.columns(), size.rows());
    List<TileTime> times = Collections.synchronizedList(new ArrayList<>());
    long start = System.nanoTime();
    try (Interruption interruption = Interruption.calls(module::close, err);
        Progress progress =
            new Progress(err, () -> line(module, times.size(), areas.size(), start));
        Stream<Result<Area, Tile>> rendered = module.mapResults(RayTracer::render, areas)) {
      progress.start();
      rendered.forEach(
          result -> {
            interruption.check();
            Tile tile = Objects.requireNonNull(result.get());
            sheet.paste(tile);
            times.add(TileTime.of(tile));
          });
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    sheet.finish(
        times,
        size + ", " + rays + " rays a pixel, " + areas.size() + " tiles, " + Units.time(took));
    out().println("Done in " + Units.time(took));
    return sheet;
  }

  private static String line(FaastModule<RayTracer> module, int done, int all, long start) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    String left = done == 0 ? "?" : Units.time(elapsed.multipliedBy(all - done).dividedBy(done));
    return done
        + "/"
        + all
        + " tiles  "
        + module.stats().running()
        + " in flight  "
        + Usage.cost(module.costSnapshot())
        + "  ETA "
        + left;
  }

  private void write(Sheet sheet) throws IOException {
    if (!ImageIO.write(sheet.image(), "png", output.toFile())) {
      throw new IOException("this Java runtime cannot write PNG files");
    }
  }
}
