package dev.toolbridge.api.transfer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.moving.reader.ReportCounts;
import dev.toolbridge.moving.reader.ReportLine;
import dev.toolbridge.service.json.Json;

/// The report of an import.
///
/// @param run the run that it was
/// @param tally the counts of items
/// @param lines the things that did not come over as they were
public record ImportReport(String run, Tally tally, ReportCounts lines) {

    /// The number of items and files that are refused.
    public long refused() {
        return tally.refused() + lines.count(ReportLine.Kind.REFUSED);
    }

    /// The report for programs.
    public ObjectNode json() {
        ObjectNode report = tally.json().put("run", run);
        var named = report.putArray("named");
        tally.named().forEach(item -> named.add(item.json()));
        report.set("notAsItWas", subjects(lines));
        return report;
    }

    static ArrayNode subjects(ReportCounts lines) {
        ArrayNode subjects = Json.object().putArray("subjects");
        lines.entries().forEach(entry -> {
            ReportLine first = entry.first().getFirst();
            subjects.addObject()
                    .put("kind", entry.kind().name())
                    .put("subject", entry.subject())
                    .put("count", entry.count())
                    .put("where", first.where())
                    .put("text", first.text());
        });
        return subjects;
    }
}
