package dev.toolbridge.tests.torture;

import dev.toolbridge.tests.redaction.Used;
import dev.toolbridge.tests.report.ReportCommand;

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
