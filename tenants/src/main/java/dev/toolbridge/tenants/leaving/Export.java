package dev.toolbridge.tenants.leaving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.time.Instant;
import java.util.UUID;

/// An export of a tenant's data.
///
/// @param operation the operation that has made it
/// @param folder its name below the folder of all exports
/// @param content its manifest in short
public record Export(UUID operation, String folder, ExportContent content, Instant madeAt) {

    /// As operations and certificates show it.
    public ObjectNode json() {
        return Json.object()
                .put("operation", operation.toString())
                .put("folder", folder)
                .put("manifest_sha256", content.manifestSha256())
                .put("items", content.items())
                .put("changes", content.changes())
                .put("bytes", content.bytes())
                .put("made_at", madeAt.toString());
    }
}
