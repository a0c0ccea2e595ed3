package dev.toolbridge.proof.torture;

import dev.toolbridge.proof.report.ReportCommand;
import dev.toolbridge.tests.redaction.Used;

/// The command `toolbridge torture`.
public final class Torture {
    private static final ReportCommand COMMAND = new ReportCommand(
            "torture",
            "Attacks servers of its own and looks for what sync must not do: lose, repeat, revive, diverge.",
            Attacks.ALL);

    private Torture() {}

    public static void main(String[] arguments) {
        Used.ignore();
        System.exit(COMMAND.run(arguments));
    }
}
