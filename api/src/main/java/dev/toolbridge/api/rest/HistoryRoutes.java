package dev.toolbridge.api.rest;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.journal.Change;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.journal.Journal.HistoryPage;
import dev.toolbridge.api.route.ApiRoute;
import dev.toolbridge.api.route.Input;
import dev.toolbridge.api.route.JsonParts;
import dev.toolbridge.api.route.Output;
import dev.toolbridge.api.route.Parameters;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
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
        String scope = Scope.read(type.plural());
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
                .map(change -> Answer.json(200, written(change, new JsonParts()).joined()))
                .orElseThrow(() -> Refusals.missing(type));
    }

    private long place(Request request, String question, Head head) {
        Optional<Cursor> cursor = request.queryValue("cursor")
                .filter(text -> !text.isEmpty())
                .flatMap(text -> cursors.decode(text, question));
        cursor.ifPresent(place -> place.requireWithin(head));
        return cursor.map(Cursor::seq).orElse(Long.MAX_VALUE);
    }

    private static byte[] body(Journal.History page, Function<Change, String> cursorAt) {
        var body = new JsonParts().add("{\"items\":[");
        for (int index = 0; index < page.changes().size(); index++) {
            written(page.changes().get(index), body.add(index == 0 ? "" : ","));
        }
        body.add("]");
        if (!page.changes().isEmpty()) {
            body.add(",\"nextCursor\":\"" + cursorAt.apply(page.changes().getLast()) + "\"");
        }
        return body.add(",\"hasMore\":" + page.hasMore() + "}").joined();
    }

    private static JsonParts written(Change change, JsonParts out) {
        out.add("{\"seq\":" + change.seq() + ",\"version\":" + change.version() + ",\"operation\":");
        out.add(Json.bytes(change.operation()));
        out.add(",\"at\":\"" + Times.rfc3339(change.at().toEpochMilli()) + "\",\"actor\":")
                .add(change.author());
        out.add(",\"correlation_id\":").add(Json.bytes(change.correlationId()));
        change.metadata().ifPresent(metadata -> out.add(",\"metadata\":").add(metadata));
        return out.add(",\"payload\":").add(change.payload()).add("}");
    }
}
