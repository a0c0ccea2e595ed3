package dev.toolbridge.api.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.route.Schema;
import java.util.Map;

/// The JSON Schemas of imports.
public final class ImportSchemas {
    static final String FILE = "import_file";
    static final String ONE = "file_import";
    static final String LIST = "file_imports";

    private static final int HASH_LENGTH = 64;

    private ImportSchemas() {}

    /// Every schema by its name in the document.
    public static Map<String, ObjectNode> all() {
        var list = Schema.object("imports").with("imports", Schema.arrayOf(brief().schema()));
        var whole = brief().with("plan", plan()).with("report", report()).with("undo", undo());
        return Map.of(FILE, Schema.text().put("format", "binary"), LIST, list.schema(), ONE, whole.schema());
    }

    private static Schema.Members brief() {
        return Schema.object("id", "state", "file", "createdAt", "changedAt", "progress")
                .with("id", Schema.uuid())
                .with("state", Schema.choice(ImportState.wireNames()))
                .with("file", file())
                .with("createdAt", Schema.time())
                .with("changedAt", Schema.time())
                .with("run", texts("id", "client"))
                .with("progress", progress())
                .with("failure", texts("code", "text"));
    }

    private static ObjectNode file() {
        return Schema.object("name", "bytes", "sha256")
                .with("name", Schema.text())
                .with("bytes", Schema.whole(0))
                .with("sha256", Schema.text("^[0-9a-f]+$", HASH_LENGTH))
                .schema();
    }

    private static ObjectNode texts(String... names) {
        var object = Schema.object(names);
        for (String name : names) {
            object.with(name, Schema.text());
        }
        return object.schema();
    }

    private static ObjectNode progress() {
        return Schema.object("items", "bytesRead")
                .with("items", Schema.whole(0))
                .with("bytesRead", Schema.whole(0))
                .with("total", Schema.whole(0))
                .with("itemsPerSecond", Schema.whole(0))
                .schema();
    }

    private static ObjectNode plan() {
        return Schema.object("format", "program", "items", "deleted", "notAsItWas")
                .with("format", Schema.text())
                .with("program", Schema.text())
                .with("items", counts())
                .with("deleted", counts())
                .with("first", Schema.arrayOf(Schema.text()))
                .with("notAsItWas", subjects())
                .schema();
    }

    private static ObjectNode report() {
        return Schema.object("read", "stored", "present", "left", "refused", "run", "named", "notAsItWas")
                .with("read", Schema.whole(0))
                .with("stored", Schema.whole(0))
                .with("present", Schema.whole(0))
                .with("left", Schema.whole(0))
                .with("refused", Schema.whole(0))
                .with("run", Schema.text())
                .with("named", Schema.arrayOf(texts("type", "uid", "reason")))
                .with("notAsItWas", subjects())
                .schema();
    }

    private static ObjectNode undo() {
        return Schema.object("reverted", "kept", "named")
                .with("reverted", Schema.whole(0))
                .with("kept", counts())
                .with("named", Schema.arrayOf(Schema.of("object")))
                .schema();
    }

    private static ObjectNode subjects() {
        return Schema.arrayOf(Schema.object("kind", "subject", "count", "where", "text")
                .with("kind", Schema.text())
                .with("subject", Schema.text())
                .with("count", Schema.whole(1))
                .with("where", Schema.text())
                .with("text", Schema.text())
                .schema());
    }

    private static ObjectNode counts() {
        var counts = Schema.of("object");
        counts.set("additionalProperties", Schema.whole(0));
        return counts;
    }
}
