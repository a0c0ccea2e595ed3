package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.report.ReportCommand;
import dev.toolbridge.tests.redaction.Used;

/// The command `toolbridge bench`.
public final class Bench {
    private static final ReportCommand COMMAND = new ReportCommand(
            "bench",
            "Measures servers of its own. Bare times depend on the machine; ratios of one run say something.",
            Measurements.ALL);

    private Bench() {}

    public static void main(String[] arguments) {
        Used.ignore();
        System.exit(COMMAND.run(arguments));
    }
}
