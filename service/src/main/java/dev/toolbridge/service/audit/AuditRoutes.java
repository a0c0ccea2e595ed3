package dev.toolbridge.service.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Page;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Shows an audit log to those who may read it.
///
/// @param <C> the server's callers
/// @param tenant the tenant whose log a request is about
public record AuditRoutes<C>(AuditReader log, Place place, BiFunction<C, Request, String> tenant) {
    private static final String PAGE = "audit_page";
    private static final String CHECK = "audit_check";
    private static final Parameter CURSOR =
            Parameter.cursor(Schema.text("^" + AuditPlaces.FORM + "$", AuditPlaces.DIGITS_MAX));

    /// The place of a log among the routes of a server.
    ///
    /// @param scope the right that its readers have
    /// @param input the headers and parameters that every route of the server reads
    public record Place(String path, String operation, String scope, Input input) {}

    public List<RouteLine<C>> routes() {
        return List.of(
                new RouteLine<>(
                        "GET",
                        place.path(),
                        place.operation(),
                        place.scope(),
                        place.input().reading(Parameter.LIMIT, CURSOR),
                        Output.of(200, "Entries, oldest first.", PAGE),
                        this::list),
                new RouteLine<>(
                        "GET",
                        place.path() + "/verify",
                        place.operation().replaceFirst("^list", "verify"),
                        place.scope(),
                        place.input().reading(CURSOR),
                        Output.of(200, "What was found of the chain.", CHECK),
                        this::check));
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
                CHECK,
                Schema.object("entries", "checked", "whole", "head", "hasMore")
                        .with("entries", Schema.whole(0))
                        .with("checked", Schema.whole(0))
                        .with("whole", Schema.flag())
                        .with("broken", Schema.text())
                        .with("head", Schema.text("^[0-9a-f]{64}$", 64))
                        .with("nextCursor", Schema.text())
                        .with("hasMore", Schema.flag())
                        .schema(),
                PAGE,
                Schema.object("entries", "hasMore")
                        .with("entries", Schema.arrayOf(entry.schema()))
                        .with("nextCursor", Schema.text())
                        .with("hasMore", Schema.flag())
                        .schema());
    }

    /// Looks at a bounded part of the chain, and tells from where the next one goes on.
    private Answer check(C caller, Request request) {
        long place = Page.asked(request, new AuditPlaces(), "audit").after().orElse(0L);
        return Answer.json(
                200,
                new PartCheck(log).after(tenant.apply(caller, request), place).json());
    }

    private Answer list(C caller, Request request) {
        var page = Page.asked(request, new AuditPlaces(), "audit");
        List<AuditRecord> found =
                log.after(tenant.apply(caller, request), page.after().orElse(0L), page.limitAndOne());
        return page.answer("entries", found, AuditRoutes::json, AuditRecord::seq);
    }

    private static Object json(AuditRecord entry) {
        var json = Json.object().put("seq", entry.seq()).put("at", entry.at().toString());
        json.set("actor", Json.stored(entry.actor()));
        json.put("action", entry.action()).put("object", entry.object());
        json.set("facts", Json.stored(entry.facts()));
        return json.put("request", entry.request()).put("hash", HexFormat.of().formatHex(entry.hash()));
    }
}
