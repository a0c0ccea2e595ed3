package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.journal.Change;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.journal.Past;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.memory.Share;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.util.List;
import java.util.Optional;

/// The differences between two versions of an item, in the fields that clients wrote.
public final class DifferenceRoutes {

    /// Version 0 of every item: it has no fields.
    private static final long NOTHING = 0;

    /// The copies of a payload that a comparison makes: lines, hunks, operations and the answer.
    private static final long COPIES = 4;

    private final Versions versions;

    public DifferenceRoutes(EntityType type, Journal journal) {
        this.versions = new Versions(type, journal);
    }

    public List<RouteLine<Caller>> routes() {
        String plural = versions.type().plural();
        return List.of(new RouteLine<>(
                "GET",
                "/v1/" + plural + "/{uid}/history/{version}/diff",
                "difference_" + plural,
                Scope.read(plural),
                Inputs.DIFFERENCE,
                Output.orText(200, "The differences between two versions.", HistorySchemas.DIFFERENCE),
                this::difference));
    }

    private Answer difference(Caller caller, Request request) {
        Key key = versions.key(request);
        long number = Versions.inPath(request);
        Optional<Long> from = request.queryValue(ApiParameters.FROM.name())
                .map(text -> Versions.number(ApiParameters.FROM.name(), text));
        ObjectNode to = content(versions.require(caller, key, number));
        Comparison comparison =
                switch (from.map(other -> named(caller, key, other)).orElseGet(() -> before(caller, key, number))) {
                    case Past.Kept kept -> Comparison.of(kept.change().version(), content(kept.change()), number, to);
                    case Past.Missing _ -> Comparison.of(NOTHING, Json.object(), number, to);
                    case Past.Gone _ -> throw versions.gone(from.orElse(number - 1));
                };
        return isTextWanted(request) ? Answer.text(200, comparison.text()) : Answer.json(200, comparison.json());
    }

    /// The version that the request names; only version 0 may be missing.
    private Past named(Caller caller, Key key, long version) {
        return version == NOTHING ? new Past.Missing() : new Past.Kept(versions.require(caller, key, version));
    }

    /// The version before; missing if the version is the first one.
    private Past before(Caller caller, Key key, long version) {
        return versions.find(caller, key, version - 1);
    }

    private ObjectNode content(Change change) {
        Share.current().growTowards(COPIES * change.payload().length);
        return versions.content(change);
    }

    private static boolean isTextWanted(Request request) {
        String accept = request.listHeader("Accept").orElse("");
        return accept.contains("text/plain") && !accept.contains("json");
    }
}
