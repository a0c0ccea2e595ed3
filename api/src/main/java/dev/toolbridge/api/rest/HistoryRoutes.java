package dev.toolbridge.api.rest;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.journal.Change;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.journal.Journal.HistoryPage;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonParts;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Page;
import dev.toolbridge.service.route.ParameterValues;
import dev.toolbridge.service.route.RouteLine;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The versions of one item, from the journal, newest first.
public final class HistoryRoutes {
    private final EntityType type;
    private final Items items;
    private final Journal journal;
    private final CursorCodec cursors;
    private final Versions versions;

    public HistoryRoutes(EntityType type, Items items, Journal journal, CursorCodec cursors) {
        this.type = type;
        this.items = items;
        this.journal = journal;
        this.cursors = cursors;
        this.versions = new Versions(type, journal);
    }

    public List<RouteLine<Caller>> routes() {
        String history = "/v1/" + type.plural() + "/{uid}/history";
        String one = history + "/{version}";
        String scope = Scope.read(type.plural());
        Output page = Output.of(200, "The versions of the item, newest first.", ItemSchemas.HISTORY);
        Output version = Output.of(200, "One version of the item.", HistorySchemas.CHANGE);
        return List.of(
                new RouteLine<>("GET", history, "history_" + type.plural(), scope, Inputs.HISTORY, page, this::history),
                new RouteLine<>("GET", one, "version_" + type.plural(), scope, Inputs.VERSION, version, this::version));
    }

    private Answer history(Caller caller, Request request) {
        UUID uid = ParameterValues.uid(request);
        Head head = items.head(caller.space());
        var asked = Page.asked(request, cursors, caller.bound("history " + type.name() + " " + uid))
                .withoutReset();
        asked.after().ifPresent(place -> place.requireWithin(head));
        long beforeSeq = asked.after().map(Cursor::seq).orElse(Long.MAX_VALUE);
        var page = new HistoryPage(beforeSeq, asked.limit(), isShowingPayloads(request));
        var found = journal.history(caller.space(), type, uid, page);
        if (found.changes().isEmpty() && beforeSeq == Long.MAX_VALUE) {
            throw Refusals.missing(type);
        }
        var body = new JsonParts().add("{\"items\":").array(found.changes(), HistoryRoutes::write);
        return asked.answer(body, next(found, head), found.hasMore());
    }

    private Answer version(Caller caller, Request request) {
        Key key = versions.key(request);
        Change change = versions.require(caller, key, Versions.inPath(request));
        var body = new JsonParts();
        write(change, body);
        return Answer.json(200, body.joined());
    }

    private static boolean isShowingPayloads(Request request) {
        return request.queryValue(ApiParameters.WITH_PAYLOAD.name()).isEmpty()
                || ParameterValues.flag(request, ApiParameters.WITH_PAYLOAD);
    }

    private static Optional<Cursor> next(Journal.History found, Head head) {
        return found.changes().isEmpty()
                ? Optional.empty()
                : Optional.of(Cursor.of(head, found.changes().getLast().seq()));
    }

    private static void write(Change change, JsonParts out) {
        out.add("{\"seq\":" + change.seq() + ",\"version\":" + change.version() + ",\"operation\":");
        out.add(Json.bytes(change.operation()));
        out.add(",\"at\":\"" + Times.rfc3339(change.at().toEpochMilli()) + "\",\"actor\":")
                .add(change.author());
        out.add(",\"correlation_id\":").add(Json.bytes(change.correlationId()));
        change.metadata().ifPresent(metadata -> out.add(",\"metadata\":").add(metadata));
        if (change.payload().length > 0) {
            out.add(",\"payload\":").add(change.payload());
        }
        out.add("}");
    }
}
