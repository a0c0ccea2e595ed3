package dev.toolbridge.api.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.journal.RunKey;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/// Imports as JSON.
final class ImportJson {
    private static final String FIRST = "first";
    private static final double MILLIS = 1_000.0;

    private ImportJson() {}

    /// An import without its plan and its reports.
    static ObjectNode brief(StoredImport stored, Instant now) {
        var json = Json.object()
                .put("id", stored.id().toString())
                .put("state", stored.state().wireName());
        json.putObject("file")
                .put("name", stored.file().name())
                .put("bytes", stored.file().bytes())
                .put("sha256", HexFormat.of().formatHex(stored.file().hash()));
        json.put("createdAt", Times.rfc3339(stored.createdAt().toEpochMilli()));
        json.put("changedAt", Times.rfc3339(stored.changedAt().toEpochMilli()));
        stored.run()
                .map(RunKey::of)
                .ifPresent(key -> json.putObject("run").put("id", key.name()).put("client", key.client()));
        json.set("progress", progress(stored, now));
        stored.failure().ifPresent(failure -> json.set("failure", failure));
        return json;
    }

    /// All of an import. The titles of items are for those who may read them.
    static ObjectNode whole(StoredImport stored, Caller caller, Instant now) {
        ObjectNode json = brief(stored, now);
        stored.plan().ifPresent(plan -> json.set("plan", mayRead(caller, plan) ? plan : plan.without(FIRST)));
        stored.report().ifPresent(report -> json.set("report", report));
        stored.undo().ifPresent(undo -> json.set("undo", undo));
        return json;
    }

    private static boolean mayRead(Caller caller, ObjectNode plan) {
        return plan.path("items").propertyStream().map(Map.Entry::getKey).allMatch(plural -> caller.rights()
                .contains(Scope.read(plural)));
    }

    private static ObjectNode progress(StoredImport stored, Instant now) {
        StoredImport.Progress progress = stored.progress();
        var json = Json.object().put("items", progress.items()).put("bytesRead", progress.bytesRead());
        progress.total().ifPresent(total -> json.put("total", total));
        progress.begunAt().ifPresent(begun -> {
            boolean isAtWork = stored.state().readsFile() || stored.state() == ImportState.UNDOING;
            Instant end = isAtWork ? now : stored.changedAt();
            double seconds = Math.max(1, Duration.between(begun, end).toMillis()) / MILLIS;
            json.put("itemsPerSecond", Math.round(progress.items() / seconds));
        });
        return json;
    }
}
