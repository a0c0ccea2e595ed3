package dev.toolbridge.api.store.query;

import dev.toolbridge.api.query.Projection;
import dev.toolbridge.service.json.Json;

/// The payload of the row `i`, as far as an answer shows it.
final class ProjectionSql {

    private ProjectionSql() {}

    static Sql of(Projection selection) {
        return switch (selection) {
            case Projection.Everything _ -> Sql.of("i.payload");
            case Projection.Parts parts ->
                Sql.of("payload_part(i.payload, ")
                        .bindTexts(parts.parts().stream()
                                .map(Projection.Part::name)
                                .toList())
                        .add(", ")
                        .bindTexts(parts.parts().stream()
                                .map(part -> Json.text(part.path()))
                                .toList())
                        .add(")");
        };
    }
}
