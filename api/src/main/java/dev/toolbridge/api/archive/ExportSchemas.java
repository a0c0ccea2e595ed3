package dev.toolbridge.api.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The JSON Schema of exports.
public final class ExportSchemas {
    static final String ARCHIVE = "archive";

    private ExportSchemas() {}

    /// Every schema by its name in the document.
    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(ARCHIVE, Schema.text().put("contentMediaType", ExportRoutes.ZIP));
        return schemas;
    }
}
