package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.item.Cursor;
import dev.toolbridge.api.item.CursorCodec;
import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Items;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.journal.Change;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.journal.Journal.HistoryPage;
import dev.toolbridge.api.route.ApiRoute;
import dev.toolbridge.api.route.Input;
import dev.toolbridge.api.route.Output;
import dev.toolbridge.api.route.Parameters;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The versions of one item, from the journal, newest first.
public final class HistoryRoutes {
    private final EntityType type;
    private final Items items;
    private final Journal journal;
    private final CursorCodec cursors;

    public HistoryRoutes(EntityType type, Items items, Journal journal, CursorCodec cursors) {
        this.type = type;
        this.items = items;
        this.journal = journal;
        this.cursors = cursors;
    }

    public List<ApiRoute> routes() {
        String history = "/v1/" + type.plural() + "/{uid}/history";
        String one = history + "/{version}";
        String scope = Scopes.read(type.plural());
        Output page = Output.of(200, "The versions of the item, newest first.", ItemSchemas.HISTORY);
        Output version = Output.of(200, "One version of the item.", ItemSchemas.CHANGE);
        return List.of(
                new ApiRoute("GET", history, "history_" + type.plural(), scope, Input.PAGE, page, this::history),
                new ApiRoute("GET", one, "version_" + type.plural(), scope, Input.VERSION, version, this::version));
    }

    private Answer history(Caller caller, Request request) {
        UUID uid = Parameters.uid(request);
        int limit = Parameters.limit(request);
        Head head = items.head(caller.space());
        String question = "history " + type.name() + " " + uid;
        long beforeSeq = place(request, question, head);
        Journal.History page = journal.history(caller.space(), type, uid, new HistoryPage(beforeSeq, limit));
        if (page.changes().isEmpty() && beforeSeq == Long.MAX_VALUE) {
            throw Refusals.missing(type);
        }
        return Answer.json(200, body(page, last -> cursors.encode(Cursor.of(head, last.seq()), question)));
    }

    private Answer version(Caller caller, Request request) {
        UUID uid = Parameters.uid(request);
        String version = request.parameter("version");
        if (!version.matches("\\d{1,18}")) {
            throw Refusal.of(ErrorCode.INVALID_PARAMETER, "version must be a whole number")
                    .fact("field", "version");
        }
        return journal.version(caller.space(), type, uid, Long.parseLong(version))
                .map(change -> Answer.json(200, entry(change)))
                .orElseThrow(() -> Refusals.missing(type));
    }

    private long place(Request request, String question, Head head) {
        Optional<Cursor> cursor = request.queryValue("cursor")
                .filter(text -> !text.isEmpty())
                .flatMap(text -> cursors.decode(text, question));
        cursor.ifPresent(place -> place.requireWithin(head));
        return cursor.map(Cursor::seq).orElse(Long.MAX_VALUE);
    }

    private static Object body(Journal.History page, Function<Change, String> cursorAt) {
        var body = Json.object();
        var entries = body.putArray("items");
        page.changes().forEach(change -> entries.addPOJO(entry(change)));
        if (!page.changes().isEmpty()) {
            body.put("nextCursor", cursorAt.apply(page.changes().getLast()));
        }
        return body.put("hasMore", page.hasMore());
    }

    private static Object entry(Change change) {
        var entry = Json.object()
                .put("seq", change.seq())
                .put("version", change.version())
                .put("operation", change.operation())
                .put("at", Times.rfc3339(change.at().toEpochMilli()));
        entry.putRawValue("actor", raw(change.author()));
        entry.put("correlation_id", change.requestId());
        change.metadata().ifPresent(metadata -> entry.putRawValue("metadata", raw(metadata)));
        entry.putRawValue("payload", raw(change.payload()));
        return entry;
    }

    private static RawValue raw(byte[] json) {
        return new RawValue(new String(json, StandardCharsets.UTF_8));
    }
}
