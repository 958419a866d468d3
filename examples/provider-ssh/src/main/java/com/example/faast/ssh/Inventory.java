package com.example.faast.ssh;

import io.faast.spi.ProviderException;
import io.faast.spi.Resource;
import io.faast.spi.RunTag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs' folders on all machines, whoever made them. */
final class Inventory {
  static final String TYPE = "run-folder";
  private static final String LIVE = "live ";

  private final Machines machines;
  private final SshOptions options;

  Inventory(Machines machines, SshOptions options) {
    this.machines = machines;
    this.options = options;
  }

  List<Resource> list(String runId) throws IOException {
    List<Resource> found = new ArrayList<>();
    for (Machine machine : machines.all()) {
      for (String line : machine.run(listing(options.directory())).split("\n", -1)) {
        boolean live = line.startsWith(LIVE);
        Optional<RunTag> tag = Tags.parse(line.substring(Math.min(LIVE.length(), line.length())));
        if (tag.isPresent() && (runId == null || runId.equals(tag.get().runId()))) {
          found.add(
              new Resource(
                  TYPE,
                  machine.host() + " " + options.directory() + "/" + tag.get().runId(),
                  tag.get(),
                  live ? Resource.Liveness.LIVE : Resource.Liveness.DEAD));
        }
      }
    }
    return found;
  }

  /**
   * A line for each folder that is called as its tag says: whether its client lives, and the tag.
   */
  private static String listing(String directory) {
    return Shell.block(
        "cd " + Shell.quote(directory) + " 2> /dev/null || exit 0",
        "for run in *; do",
        "  tag=$(cat \"$run/" + RunFolder.TAG + "\" 2> /dev/null) || continue",
        "  test \"$run\" = \"${tag%% *}\" || continue",
        "  keeper=$(cat \"$run/" + RunFolder.KEEPER + "\" 2> /dev/null)",
        "  if kill -0 \"$keeper\" 2> /dev/null; then life=live; else life=dead; fi",
        "  echo \"$life $tag\"",
        "done",
        "exit 0");
  }

  /** Deletes a folder if it still is what was listed, and no client lives that uses it. */
  static void delete(Resource resource, SshOptions options) throws IOException {
    int space = resource.id().indexOf(' ');
    List<SshHost> hosts =
        options.hosts().stream().filter(host -> resource.id().startsWith(host + " ")).toList();
    String expected = options.directory() + "/" + resource.run().runId();
    if (!resource.type().equals(TYPE)
        || hosts.isEmpty()
        || !resource.id().substring(space + 1).equals(expected)) {
      throw refuse(resource, "is no folder of a run on one of the machines " + options.hosts());
    }
    SshOptions one = options.withHosts(hosts.get(0).toString());
    try (Machines machines = Machines.connect(one)) {
      Optional<Resource> now =
          new Inventory(machines, one).list(resource.run().runId()).stream().findFirst();
      if (now.isPresent() && now.get().liveness() == Resource.Liveness.LIVE) {
        throw refuse(resource, "is in use by a client that lives");
      }
      boolean same = now.isPresent() && now.get().run().equals(resource.run());
      Machine machine = machines.all().get(0);
      if (same) {
        machine.run("rm -rf " + Shell.quote(expected) + "\n");
      } else if (now.isPresent()
          || !machine.run("ls -d " + Shell.quote(expected) + " 2> /dev/null || true\n").isBlank()) {
        throw refuse(resource, "does not carry the tag of run " + resource.run().runId());
      }
    }
  }

  private static ProviderException refuse(Resource resource, String found) {
    return new ProviderException(
        resource.id() + " " + found + ", so it is not deleted.",
        "List the resources again; delete it by hand if it should go all the same.",
        null);
  }
}
