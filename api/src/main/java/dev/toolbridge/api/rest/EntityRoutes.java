package dev.toolbridge.api.rest;

import static dev.toolbridge.api.access.Scopes.delete;
import static dev.toolbridge.api.access.Scopes.read;
import static dev.toolbridge.api.access.Scopes.write;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.CursorCodec;
import dev.toolbridge.api.item.Items;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Mutation;
import dev.toolbridge.api.item.Outcome;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Write;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.util.List;
import java.util.UUID;

/// The eight operations of one entity type.
public final class EntityRoutes {
    private static final int CREATED = 201;
    private static final int OK = 200;

    private final EntityType type;
    private final Items items;
    private final ItemPages pages;

    public EntityRoutes(EntityType type, Items items, CursorCodec cursors) {
        this.type = type;
        this.items = items;
        this.pages = new ItemPages(type, items, cursors);
    }

    public List<ApiRoute> routes() {
        String all = "/v1/" + type.plural();
        String one = all + "/{uid}";
        String plural = type.plural();
        return List.of(
                new ApiRoute("GET", all, "list", read(plural), Input.LIST, pages::answer),
                new ApiRoute("POST", all, "create", write(plural), Input.NEW_ITEM, this::create),
                new ApiRoute("GET", one, "get", read(plural), Input.ITEM, this::get),
                new ApiRoute("PUT", one, "replace", write(plural), Input.CHANGE, this::replace),
                new ApiRoute("PATCH", one, "patch", write(plural), Input.CHANGE, this::patch),
                new ApiRoute("DELETE", one, "delete", delete(plural), Input.CHANGE_WITHOUT_BODY, this::remove),
                new ApiRoute(
                        "POST", one + "/archive", "archive", write(plural), Input.CHANGE_WITHOUT_BODY, this::archive),
                new ApiRoute("POST", one + "/process", "process", write(plural), Input.CHANGE, this::process));
    }

    private Answer get(Caller caller, Request request) {
        UUID uid = Parameters.uid(request);
        boolean deletedToo = Parameters.includeDeleted(request);
        return switch (items.find(caller.space(), new Key(type, uid))) {
            case Lookup.Live live -> ItemAnswers.read(live.item(), request);
            case Lookup.Deleted deleted when deletedToo -> ItemAnswers.read(deleted.item(), request);
            case Lookup.Deleted deleted -> throw Refusals.deleted(type, deleted.item(), " deleted");
            case Lookup.Missing _ -> throw Refusals.missing(type);
        };
    }

    private Answer create(Caller caller, Request request) {
        Body body = Bodies.parse(request);
        return apply(caller, request, new Mutation.Create(Bodies.uidOrNew(body), body), CREATED);
    }

    private Answer replace(Caller caller, Request request) {
        UUID uid = Parameters.uid(request);
        return apply(caller, request, new Mutation.Replace(uid, Bodies.parseFor(uid, request)), OK);
    }

    private Answer patch(Caller caller, Request request) {
        UUID uid = Parameters.uid(request);
        return apply(caller, request, new Mutation.Patch(uid, Bodies.parse(request), Bodies.merge(request)), OK);
    }

    private Answer remove(Caller caller, Request request) {
        return apply(caller, request, new Mutation.Delete(Parameters.uid(request)), OK);
    }

    private Answer archive(Caller caller, Request request) {
        return apply(caller, request, new Mutation.Archive(Parameters.uid(request)), OK);
    }

    private Answer process(Caller caller, Request request) {
        UUID uid = Parameters.uid(request);
        return apply(caller, request, ProcessBody.parse(request).mutation(uid), OK);
    }

    private Answer apply(Caller caller, Request request, Mutation mutation, int statusWhenChanged) {
        var write = new Write(type, mutation, IfMatch.parse(request), Parameters.epoch(request), caller.author());
        return switch (items.apply(caller.space(), write)) {
            case Outcome.Changed changed -> ItemAnswers.of(statusWhenChanged, changed.item());
            case Outcome.Unchanged unchanged -> ItemAnswers.of(OK, unchanged.item());
            case Outcome.Refused refused -> throw refused.refusal();
        };
    }
}
