package dev.toolbridge.proof.torture;

import dev.toolbridge.proof.generated.GeneratedRequests;
import dev.toolbridge.proof.generated.GeneratedSearches;
import dev.toolbridge.proof.report.Row;
import java.util.List;

/// Every attack, by its name on the command line.
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
            new Row("stream", "streams that are cut anywhere show every change once, in order", StreamAttack::run),
            new Row("generated", "requests made from /openapi.json are answered as it says", GeneratedRequests::run),
            new Row(
                    "generated-searches",
                    "generated searches find what a plain evaluation finds",
                    GeneratedSearches::run),
            new Row("large-wipe", "a large space is wiped at once and cleaned beside its user", LargeAttack::runWipe),
            new Row("large-release", "a deletion that releases many is answered at once", LargeAttack::runRelease),
            new Row("large-sweep", "two sweepers of much history leave writers alone", LargeAttack::runSweep),
            new Row(
                    "large-migration",
                    "filled tables are brought up to date under a reader",
                    LargeAttack::runMigration),
            new Row("memory-api", "large notes do not fill the server, however many read and write", MemoryAttack::run),
            new Row("memory-mcp", "clients that read nothing do not fill the MCP server", UnreadAttack::run),
            new Row("guards", "without one of its guards, the attack on it finds harm", GuardAttack::run));

    private Attacks() {}
}
