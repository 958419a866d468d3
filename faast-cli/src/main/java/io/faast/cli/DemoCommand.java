package io.faast.cli;

import io.faast.examples.FaastCommand;
import io.faast.examples.audit.JarAuditCommand;
import io.faast.examples.picture.PictureCommand;
import picocli.CommandLine.Command;

/** Real programs on real input. */
@Command(
    name = "demo",
    description = "Runs a real program on real input.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {JarAuditCommand.class, PictureCommand.class})
final class DemoCommand extends FaastCommand {}
