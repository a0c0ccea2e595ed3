package dev.toolbridge.api.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.moving.old.OldOwner;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;

/// The result of the import of one owner.
///
/// @param epoch the epoch of the space here
/// @param tables the tables that have rows
/// @param failure the reason why the rest of the owner was not imported
public record OwnerReport(OldOwner owner, Space space, int epoch, List<TableReport> tables, Optional<String> failure) {

    public OwnerReport {
        tables = List.copyOf(tables);
    }

    /// Tells if both sides are the same, except for what is newer here.
    public boolean isWhole() {
        return failure.isEmpty() && tables.stream().allMatch(TableReport::isWhole);
    }

    /// The items that were stored now.
    public long stored() {
        return tables.stream().mapToLong(table -> table.tally().stored()).sum();
    }

    /// The items that were read.
    public long read() {
        return tables.stream().mapToLong(table -> table.tally().read()).sum();
    }

    /// The owner in the report.
    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("subject", owner.subject())
                .put("space", space.id().toString())
                .put("epochThere", owner.epoch())
                .put("epoch", epoch);
        ObjectNode each = json.putObject("tables");
        tables.forEach(table -> each.set(table.table(), table.json()));
        failure.ifPresent(reason -> json.put("failure", reason));
        return json.put("whole", isWhole());
    }
}
