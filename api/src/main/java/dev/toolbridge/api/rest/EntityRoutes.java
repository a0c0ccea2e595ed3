package dev.toolbridge.api.rest;

import static dev.toolbridge.contract.scope.Scope.delete;
import static dev.toolbridge.contract.scope.Scope.read;
import static dev.toolbridge.contract.scope.Scope.write;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.query.Lists;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.route.Bodies;
import dev.toolbridge.api.route.EditSchemas;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.ParameterValues;
import dev.toolbridge.service.route.RouteLine;
import java.util.List;
import java.util.UUID;

/// The operations of one entity type, except those that read one item or its past.
public final class EntityRoutes {
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final EntityType type;
    private final ItemWrites writes;
    private final ItemPages pages;

    public EntityRoutes(EntityType type, Parts parts) {
        this.type = type;
        this.writes = new ItemWrites(type, parts.writes(), parts.items(), parts.journal(), parts.neighbours());
        this.pages = new ItemPages(type, parts.lists(), parts.cursors(), parts.context());
    }

    /// The parts that the routes of all types share.
    public record Parts(
            Lists lists,
            Writes writes,
            Items items,
            Journal journal,
            CursorCodec cursors,
            QueryContext context,
            Neighbours neighbours) {}

    public List<RouteLine<Caller>> routes() {
        String all = "/v1/" + type.plural();
        String plural = type.plural();
        Input list = ListParameters.of(type);
        Output page = Output.of(OK, "A page of items.", ItemSchemas.page(type));
        RouteLine<Caller> listing =
                new RouteLine<>("GET", all, "list_" + plural, read(plural), list, page, pages::answer);
        return type.isManaged() ? List.of(listing) : withWrites(listing);
    }

    private List<RouteLine<Caller>> withWrites(RouteLine<Caller> listing) {
        String all = listing.path();
        String one = all + "/{uid}";
        String plural = type.plural();
        Input newItem = Inputs.NEW_ITEM.body(ItemSchemas.created(type));
        Input replacement = Inputs.MERGEABLE.body(ItemSchemas.replaced(type));
        Input patch = Inputs.MERGEABLE.body(ItemSchemas.patched(type)).orBody(JsonBody.EDITS, EditSchemas.EDITS);
        Input action = Inputs.CHANGE.body(ItemSchemas.action(type));
        Output item = Output.of(OK, "The item.", type.name());
        Output created = Output.of(CREATED, "The new item.", type.name()).or(item);
        return List.of(
                listing,
                new RouteLine<>("POST", all, "create_" + plural, write(plural), newItem, created, this::create),
                new RouteLine<>("PUT", one, "replace_" + plural, write(plural), replacement, item, this::replace),
                new RouteLine<>("PATCH", one, "patch_" + plural, write(plural), patch, item, this::patch),
                new RouteLine<>("DELETE", one, "delete_" + plural, delete(plural), Inputs.CHANGE, item, this::remove),
                new RouteLine<>(
                        "POST",
                        one + "/archive",
                        "archive_" + plural,
                        write(plural),
                        Inputs.CHANGE,
                        item,
                        this::archive),
                new RouteLine<>(
                        "POST", one + "/process", "process_" + plural, write(plural), action, item, this::process));
    }

    private Answer create(Caller caller, Request request) {
        Body body = JsonBody.parse(request);
        return writes.create(caller, request, new Mutation.Create(Bodies.uidOrNew(type, caller.space(), body), body));
    }

    private Answer replace(Caller caller, Request request) {
        UUID uid = ParameterValues.uid(request);
        return writes.storeFields(caller, request, new Mutation.Replace(uid, Bodies.parseFor(uid, request)));
    }

    private Answer patch(Caller caller, Request request) {
        UUID uid = ParameterValues.uid(request);
        if (JsonBody.isEdits(request)) {
            return writes.storeEdits(caller, request, new Mutation.Edit(uid, JsonBody.parseEdits(request)));
        }
        return writes.storeFields(
                caller, request, new Mutation.Patch(uid, JsonBody.parse(request), Bodies.style(request)));
    }

    private Answer remove(Caller caller, Request request) {
        return writes.store(caller, request, new Mutation.Delete(ParameterValues.uid(request)), OK);
    }

    private Answer archive(Caller caller, Request request) {
        return writes.store(caller, request, new Mutation.Archive(ParameterValues.uid(request)), OK);
    }

    private Answer process(Caller caller, Request request) {
        UUID uid = ParameterValues.uid(request);
        return writes.store(caller, request, ProcessBody.parse(request).mutation(uid), OK);
    }
}
