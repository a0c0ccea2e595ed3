package dev.toolbridge.api.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.route.ApiRoute;
import dev.toolbridge.api.route.Input;
import dev.toolbridge.api.route.Output;
import dev.toolbridge.api.route.Parameters;
import dev.toolbridge.api.route.Schema;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Shows a tenant's administrators what was written down.
public record AuditRoutes(AuditLog log) {
    private static final String PAGE = "audit_page";

    public List<ApiRoute> routes() {
        return List.of(new ApiRoute(
                "GET",
                "/v1/audit",
                "list_audit",
                Scope.TENANT_ADMIN,
                Input.ACCOUNT_PAGE,
                Output.of(200, "Entries, oldest first.", PAGE),
                this::list));
    }

    public static Map<String, ObjectNode> schemas() {
        var entry = Schema.object("seq", "at", "actor", "action", "object", "facts", "request", "hash")
                .with("seq", Schema.whole(1))
                .with("at", Schema.time())
                .with("actor", Schema.of("object"))
                .with("action", Schema.text())
                .with("object", Schema.text())
                .with("facts", Schema.of("object"))
                .with("request", Schema.text())
                .with("hash", Schema.text("^[0-9a-f]{64}$", 64));
        return Map.of(
                PAGE,
                Schema.object("entries", "hasMore")
                        .with("entries", Schema.arrayOf(entry.schema()))
                        .with("nextCursor", Schema.text())
                        .with("hasMore", Schema.flag())
                        .schema());
    }

    private Answer list(Caller caller, Request request) {
        int limit = Parameters.limit(request);
        List<AuditRecord> found = log.after(caller.tenant(), place(request), limit + 1);
        List<AuditRecord> page = found.subList(0, Math.min(limit, found.size()));
        var body = Json.object();
        var entries = body.putArray("entries");
        page.forEach(entry -> entries.add(json(entry)));
        if (!page.isEmpty()) {
            body.put("nextCursor", Long.toString(page.getLast().seq()));
        }
        return Answer.json(200, body.put("hasMore", found.size() > limit));
    }

    /// A place in the caller's own tenant: there is nothing in it to hide or to forge.
    private static long place(Request request) {
        String cursor = request.queryValue("cursor").orElse("0");
        if (!cursor.matches("\\d{1,18}")) {
            throw Refusal.of(ErrorCode.INVALID_CURSOR, "invalid cursor");
        }
        return Long.parseLong(cursor);
    }

    private static ObjectNode json(AuditRecord entry) {
        var json = Json.object().put("seq", entry.seq()).put("at", entry.at().toString());
        json.set("actor", parsed(entry.actor()));
        json.put("action", entry.action()).put("object", entry.object());
        json.set("facts", parsed(entry.facts()));
        return json.put("request", entry.request()).put("hash", HexFormat.of().formatHex(entry.hash()));
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("an audit entry is damaged", damaged);
        }
    }
}
