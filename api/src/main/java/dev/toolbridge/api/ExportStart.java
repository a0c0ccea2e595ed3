package dev.toolbridge.api;

import dev.toolbridge.api.archive.Archiving;
import dev.toolbridge.api.archive.ExportRoutes;
import dev.toolbridge.api.archive.MarkdownView;
import dev.toolbridge.api.audit.AuditLog;
import dev.toolbridge.api.store.read.ArchiveStore;
import dev.toolbridge.api.store.read.ArchivedChildrenStore;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.program.Version;
import java.time.Clock;

/// Wires the export of spaces.
final class ExportStart {

    private ExportStart() {}

    static ExportRoutes routes(Database database, AuditLog audit) {
        var items = new ArchiveStore(database);
        String program = "toolbridge " + Version.of(Main.class);
        return new ExportRoutes(
                new Archiving(items, program, Clock.systemUTC()),
                new MarkdownView(items, new ArchivedChildrenStore(database)),
                audit);
    }
}
