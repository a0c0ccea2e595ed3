package dev.toolbridge.tests.torture;

import dev.toolbridge.tests.report.Row;
import java.util.List;

/// Every attack, by the name that the command line has for it.
final class Attacks {
    static final List<Row> ALL = List.of(
            new Row("loss", "tailing readers see every acknowledged write once, in order", LossAttack::run),
            new Row(
                    "loss-sequence",
                    "the same readers find losses when the head is a sequence",
                    LossAttack::runWithSequence),
            new Row("model", "no interleaving of three writers, a reader and a wipe breaks ours", Model::run),
            new Row("devices", "devices with wrong clocks, crashes and lost answers converge", DeviceAttack::run),
            new Row("patches", "concurrent patches of different fields all survive", PatchAttack::run),
            new Row("if-match", "of those who demand a version exactly one gets it", IfMatchAttack::run),
            new Row("wipe", "a push against a wipe leaves no row of the old epoch", WipeAttack::run),
            new Row("duplicates", "a request sent many times has one effect and one answer", DuplicateAttack::run),
            new Row(
                    "kill-api",
                    "the server killed under load loses nothing and does nothing twice",
                    KillAttack::runApi),
            new Row("kill-postgres", "so does the database", KillAttack::runPostgres),
            new Row("memory-api", "large notes do not fill the server, however many read and write", MemoryAttack::run),
            new Row("memory-mcp", "clients that read nothing do not fill the MCP server", UnreadAttack::run),
            new Row("guards", "without one of its guards, the attack on it finds harm", GuardAttack::run));

    private Attacks() {}
}
