package dev.toolbridge.api.stream;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Standing;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.journal.Changes;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.event.EventWriter;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.JsonParts;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Page;
import dev.toolbridge.service.route.ParameterValues;
import dev.toolbridge.service.route.RouteLine;
import java.util.List;
import java.util.Optional;

/// The routes that show every change of a space once.
///
/// @param streams the engine of the streams
/// @param standing looks again at callers while their streams are open
public record ChangeRoutes(Changes changes, CursorCodec cursors, Streams streams, Standing standing) {
    private static final int OK = 200;
    private static final String PATH = "/v1/changes";

    public List<RouteLine<Caller>> routes() {
        Output page = Output.of(200, "Changes in the order of commits.", ChangeSchemas.PAGE);
        return List.of(
                new RouteLine<>("GET", PATH, "list_changes", Scope.ANY_READ, ChangeParameters.PAGE, page, this::page),
                streamLine());
    }

    /// The line of the stream of events.
    public RouteLine<Caller> streamLine() {
        Output events = Output.events("Changes as they are committed.", ChangeSchemas.STREAM);
        return new RouteLine<>(
                "GET",
                PATH + "/stream",
                "stream_changes",
                Scope.ANY_READ,
                ChangeParameters.STREAM,
                events,
                this::stream);
    }

    private Answer page(Caller caller, Request request) {
        ChangeQuestion question = ChangeQuestion.of(caller, request::queryValue);
        Page<Cursor> asked = Page.asked(request, cursors, question.text());
        boolean isLatest = ParameterValues.flag(request, ApiParameters.LATEST);
        if (isLatest && asked.after().isEmpty()) {
            Cursor head = changes.latest(caller.space());
            return asked.answer(new JsonParts().add("{\"changes\":[]"), Optional.of(head), false);
        }
        var found = changes.read(caller.space(), question.query(asked.after(), asked.limit()));
        var json = new EntryJson(question.include());
        var body = new JsonParts().add("{\"changes\":").array(found.entries(), json::write);
        return asked.answer(body, Optional.of(found.next()), found.hasMore());
    }

    private Answer stream(Caller caller, Request request) {
        ChangeQuestion question = ChangeQuestion.of(caller, request::queryValue);
        ParameterValues.flag(request, ApiParameters.LATEST);
        Optional<String> kept = request.header(ChangeParameters.LAST_EVENT_ID.name())
                .or(() -> ParameterValues.cursor(request))
                .filter(text -> !text.isEmpty());
        Beginning beginning = Beginning.of(streams.journals(), question, kept);
        var tenure = new Tenure(standing, request.detached(), caller);
        var stream = new ChangeStream(
                streams,
                tenure,
                streams.leases().take(caller.user()),
                bell -> new Follower(streams, question, beginning, bell));
        var answer = Answer.empty(OK);
        for (var header : EventWriter.HEADERS.entrySet()) {
            answer = answer.header(header.getKey(), header.getValue());
        }
        return answer.streaming(stream);
    }
}
