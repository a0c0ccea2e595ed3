package dev.toolbridge.api.sync;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.item.place.Feed;
import dev.toolbridge.api.item.place.FeedPage;
import dev.toolbridge.api.item.place.FeedQuery;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.Parameters;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Page;
import dev.toolbridge.service.route.ParameterValues;
import dev.toolbridge.service.route.RouteLine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The changes since a device's last pull: of one type, or of all types in one order.
final class PullRoutes {
    private final Feed feed;
    private final CursorCodec cursors;

    PullRoutes(Feed feed, CursorCodec cursors) {
        this.feed = feed;
        this.cursors = cursors;
    }

    List<RouteLine<Caller>> routes() {
        return Stream.concat(Entities.ALL.stream().map(this::pull), Stream.of(changes()))
                .toList();
    }

    private RouteLine<Caller> pull(EntityType type) {
        String path = "/v1/sync/" + type.plural() + "/pull";
        Output page = Output.of(200, "What changed.", SyncSchemas.page(type));
        return new RouteLine<>(
                "GET",
                path,
                "pull_" + type.plural(),
                Scope.read(type.plural()),
                Inputs.PULL,
                page,
                (caller, request) -> ofType(caller, request, type));
    }

    private RouteLine<Caller> changes() {
        Output page = Output.of(200, "What changed, in the order of commits.", SyncSchemas.CHANGES);
        return new RouteLine<>(
                "GET",
                "/v1/sync/changes",
                "pull_all",
                Scope.ALL_READ,
                Inputs.CHANGES,
                page,
                (caller, request) -> ParameterValues.flag(request, ApiParameters.LATEST)
                        ? latest(caller, request)
                        : ofAll(caller, request));
    }

    /// For clients that want no copy, only the changes from now on.
    private Answer latest(Caller caller, Request request) {
        if (ParameterValues.cursor(request).filter(text -> !text.isEmpty()).isPresent()) {
            throw Refusal.of(ErrorCode.INVALID_PARAMETER, "query parameter cursor does not go with latest")
                    .fact("field", "cursor")
                    .fact("expected", "either a cursor or latest=true");
        }
        var readable = ReadableFeed.of(caller, cursors);
        var asked = readable.asked(request);
        FeedPage found = feed.latest(caller.space(), asked.limit(), readable.hidden());
        return asked.answer(FeedText.ofAll(found), found.next(), found.hasMore());
    }

    private Answer ofType(Caller caller, Request request, EntityType type) {
        var asked = Page.asked(request, cursors, caller.bound("pull " + type.name()));
        var query = new FeedQuery(Optional.of(type), asked.limit(), asked.after(), Parameters.epoch(request));
        FeedPage found = feed.read(caller.space(), query);
        return asked.answer(FeedText.ofOneType(found), found.next(), found.hasMore());
    }

    private Answer ofAll(Caller caller, Request request) {
        var readable = ReadableFeed.of(caller, cursors);
        var asked = readable.asked(request);
        var query = new FeedQuery(
                Optional.empty(), asked.limit(), asked.after(), Parameters.epoch(request), readable.hidden());
        FeedPage found = feed.read(caller.space(), query);
        return asked.answer(FeedText.ofAll(found), found.next(), found.hasMore());
    }
}
