package dev.toolbridge.api.rest;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.query.ItemQuestion;
import dev.toolbridge.api.query.ListQuery;
import dev.toolbridge.api.query.Lists;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.JsonParts;
import dev.toolbridge.service.route.Page;

/// Lists of the items of one type.
final class ItemPages {
    private final EntityType type;
    private final Lists lists;
    private final CursorCodec cursors;
    private final ListQuestions questions;

    ItemPages(EntityType type, Lists lists, CursorCodec cursors, QueryContext context) {
        this.type = type;
        this.lists = lists;
        this.cursors = cursors;
        this.questions = new ListQuestions(type, context);
    }

    Answer answer(Caller caller, Request request) {
        ItemQuestion question = questions.of(caller, request);
        boolean wantsCount = ListQuestions.wantsCount(request);
        var asked = Page.asked(request, cursors, caller.bound(questions.text(request)));
        var found = lists.page(caller.space(), type, new ListQuery(question, asked.limit(), asked.after()));
        var body = new JsonParts().add("{\"items\":").array(found.items(), ItemAnswers::write);
        if (wantsCount) {
            Lists.Count count = lists.count(caller.space(), type, question);
            body.add((count.isComplete() ? ",\"total\":" : ",\"totalAtLeast\":") + count.items());
        }
        return asked.answer(body, found.next(), found.hasMore());
    }
}
