package dev.toolbridge.api.sync;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.item.place.Feed;
import dev.toolbridge.api.item.place.FeedPage;
import dev.toolbridge.api.item.place.FeedQuery;
import dev.toolbridge.api.route.ApiRoute;
import dev.toolbridge.api.route.Input;
import dev.toolbridge.api.route.Output;
import dev.toolbridge.api.route.Parameters;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What changed since a device last asked: of one type, or of all types in one order.
final class PullRoutes {
    private static final String CHANGES = "changes";

    private final Feed feed;
    private final CursorCodec cursors;

    PullRoutes(Feed feed, CursorCodec cursors) {
        this.feed = feed;
        this.cursors = cursors;
    }

    List<ApiRoute> routes() {
        return Stream.concat(Entities.ALL.stream().map(this::pull), Stream.of(changes()))
                .toList();
    }

    private ApiRoute pull(EntityType type) {
        String path = "/v1/sync/" + type.plural() + "/pull";
        Output page = Output.of(200, "What changed.", SyncSchemas.page(type));
        return new ApiRoute(
                "GET",
                path,
                "pull_" + type.plural(),
                Scope.read(type.plural()),
                Input.PULL,
                page,
                (caller, request) -> answer(caller, request, Optional.of(type)));
    }

    private ApiRoute changes() {
        Output page = Output.of(200, "What changed, in the order of commits.", SyncSchemas.CHANGES);
        return new ApiRoute(
                "GET",
                "/v1/sync/changes",
                "pull_all",
                Scope.ALL_READ,
                Input.CHANGES,
                page,
                (caller, request) -> Parameters.flag(request, "latest")
                        ? latest(caller, request)
                        : answer(caller, request, Optional.empty()));
    }

    /// For who wants no copy, but to see what happens from now on.
    private Answer latest(Caller caller, Request request) {
        if (cursor(request).isPresent()) {
            throw Refusal.of(ErrorCode.INVALID_PARAMETER, "query parameter cursor does not go with latest")
                    .fact("field", "cursor")
                    .fact("expected", "either a cursor or latest=true");
        }
        FeedPage page = feed.latest(caller.space(), Parameters.limit(request));
        return Answer.json(200, FeedText.ofAll(page, page.next().map(cursor -> cursors.encode(cursor, CHANGES))));
    }

    private Answer answer(Caller caller, Request request, Optional<EntityType> type) {
        String question = type.map(one -> "pull " + one.name()).orElse(CHANGES);
        Optional<String> asked = cursor(request);
        Optional<Cursor> after = asked.flatMap(text -> cursors.decode(text, question));
        var query = new FeedQuery(type, Parameters.limit(request), after, Parameters.epoch(request));
        FeedPage page = feed.read(caller.space(), query);
        Optional<String> next = page.next().map(cursor -> cursors.encode(cursor, question));
        var answer = Answer.json(200, type.isPresent() ? FeedText.ofOneType(page, next) : FeedText.ofAll(page, next));
        return asked.isPresent() && after.isEmpty() ? answer.header(WireHeader.CURSOR_RESET, "1") : answer;
    }

    private static Optional<String> cursor(Request request) {
        return request.queryValue("cursor").filter(text -> !text.isEmpty());
    }
}
