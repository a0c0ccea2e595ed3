package dev.toolbridge.api.stream;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.journal.Changes;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.contract.scope.Scope;
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
public record ChangeRoutes(Changes changes, CursorCodec cursors) {

    public List<RouteLine<Caller>> routes() {
        Output page = Output.of(200, "Changes in the order of commits.", ChangeSchemas.PAGE);
        return List.of(new RouteLine<>(
                "GET", "/v1/changes", "list_changes", Scope.SOME_READ, ChangeParameters.PAGE, page, this::page));
    }

    private Answer page(Caller caller, Request request) {
        Question question = Question.of(caller, request::queryValue);
        Page<Cursor> asked = Page.asked(request, cursors, question.text());
        boolean isLatest = ParameterValues.flag(request, ApiParameters.LATEST);
        if (isLatest && asked.after().isEmpty()) {
            Cursor head = changes.latest(caller.space());
            return asked.answer(new JsonParts().add("{\"changes\":[]"), Optional.of(head), false);
        }
        var found = changes.read(caller.space(), question.query(asked.after(), asked.limit()));
        var json = new EntryJson(question.hasPayloads());
        var body = new JsonParts().add("{\"changes\":").array(found.entries(), json::write);
        return asked.answer(body, Optional.of(found.next()), found.hasMore());
    }
}
