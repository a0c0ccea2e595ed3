package dev.toolbridge.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.SpaceRole;
import dev.toolbridge.api.project.Project;
import dev.toolbridge.service.json.Json;
import io.helidon.dbclient.DbRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Reads rows of projects.
final class ProjectRows {

    private ProjectRows() {}

    static Project project(DbRow row) {
        return new Project(
                row.column("id").get(UUID.class),
                row.column("number").getLong(),
                row.column("slug").getString(),
                about(row.column("about").getString()),
                row.column("role").as(String.class).asOptional().flatMap(SpaceRole::named),
                instant(row, "created_at").orElseThrow(),
                instant(row, "updated_at").orElseThrow(),
                instant(row, "deleted_at"));
    }

    private static ObjectNode about(String json) {
        try {
            return (ObjectNode) Json.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException("the database holds JSON only", impossible);
        }
    }

    private static Optional<Instant> instant(DbRow row, String column) {
        return row.column(column).as(Timestamp.class).map(Timestamp::toInstant);
    }
}
