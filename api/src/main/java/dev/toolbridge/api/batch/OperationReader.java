package dev.toolbridge.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Uids;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.item.edit.Edits;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.Bodies;
import dev.toolbridge.api.route.EntityTags;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.api.route.WholeNumbers;
import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonLimits;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the operations of a batch in their order. A fault in the form of one refuses the whole request; a fault
/// that the single request would find when it is decided is left to the decision.
final class OperationReader {
    static final int REF_LENGTH_MAX = 100;

    private static final String UID = "uid";
    private static final String VERSION = "version";
    private static final String A_UID = "a UUID, or {\"$ref\":\"…\"}";

    private final Caller caller;
    private final Conditions conditions;
    private final CreatedItems created = new CreatedItems();

    /// @param context gives the facts that conditions depend on, if there is one
    OperationReader(Caller caller, Supplier<QueryContext> context) {
        this.caller = caller;
        this.conditions = new Conditions(context);
    }

    /// One operation while it is read.
    ///
    /// @param needs the positions of the operations that it refers to
    private record Sent(Verb verb, EntityType type, ObjectNode members, BodyPlace place, Set<Integer> needs) {

        /// True if it names its items by a condition.
        boolean isConditional() {
            return Conditions.isIn(verb, members);
        }

        List<String> names() {
            return isConditional() ? verb.conditional() : verb.members();
        }
    }

    PlannedOperation read(int position, JsonNode value) {
        BodyPlace place = BodyPlace.operation(position);
        if (!(value instanceof ObjectNode members)) {
            throw place.invalid("an object");
        }
        Verb verb = place.text(members, "op", "text").flatMap(Verb::named).orElseThrow(() -> place.member("op")
                .invalid("one of " + Verb.names()));
        EntityType type = place.text(members, "type", "text")
                .flatMap(Entities::find)
                .orElseThrow(() -> place.member("type").invalid("one of " + typeNames()));
        var sent = new Sent(verb, type, members, place, new HashSet<>());
        place.requireOnly(
                members,
                Stream.concat(Stream.of("op", "type"), sent.names().stream()).toList());
        return read(sent);
    }

    private PlannedOperation read(Sent sent) {
        return switch (sent.verb()) {
            case CREATE -> creation(sent);
            case RESTORE -> back(sent);
            case REPLACE, PATCH, MERGE, EDIT, DELETE, ARCHIVE, PROCESS ->
                sent.isConditional() ? each(sent) : change(sent);
        };
    }

    private PlannedOperation creation(Sent sent) {
        Optional<UUID> uid = uid(sent);
        Body body = payload(sent);
        var create = new Mutation.Create(
                uid.orElseGet(() -> Bodies.uidOrNew(sent.type(), caller.space(), body)),
                uid.map(named -> Bodies.naming(named, body)).orElse(body));
        Optional<String> ref = ref(sent);
        ref.ifPresent(name -> created.put(name, create.uid(), sent.place()));
        var one = new BatchOperation.One(new Write(sent.type(), create, new Precondition.None()), sent.needs());
        return planned(
                sent,
                ref,
                new PlannedOperation.Known(
                        permitted(sent, Optional.of(create.uid())).orElse(one)));
    }

    private PlannedOperation change(Sent sent) {
        UUID uid = uid(sent).orElseThrow(() -> noUid(sent, A_UID));
        Mutation change = changes(sent, body -> body).apply(uid);
        var one = new BatchOperation.One(new Write(sent.type(), change, precondition(sent)), sent.needs());
        return planned(
                sent,
                Optional.empty(),
                new PlannedOperation.Known(permitted(sent, Optional.of(uid)).orElse(one)));
    }
    /// A change of each item that matches a condition.
    private PlannedOperation each(Sent sent) {
        BatchOperation.Expected expected = conditions.read(sent.type(), sent.members(), sent.place());
        Function<UUID, Mutation> changes = changes(sent, JsonBody::copy);
        var each = new BatchOperation.EachMatching(
                expected, uid -> new Write(sent.type(), changes.apply(uid), new Precondition.None()), sent.needs());
        Optional<BatchOperation> barred = permitted(sent, Optional.empty());
        return planned(sent, Optional.empty(), new PlannedOperation.Known(barred.orElse(each)));
    }

    /// The return of an earlier version; a new item has none, so the uid is never a reference.
    private PlannedOperation back(Sent sent) {
        UUID uid = Uids.parse(sent.members().path(UID)).orElseThrow(() -> noUid(sent, "a UUID"));
        long version = WholeNumbers.within(sent.members().path(VERSION), 1, ApiParameters.NUMBER_MAX)
                .orElseThrow(() -> sent.place().member(VERSION).invalid("a whole number from 1"));
        var back = new PlannedOperation.Return(uid, version, precondition(sent));
        Optional<BatchOperation> barred = permitted(sent, Optional.of(uid));
        return planned(
                sent,
                Optional.empty(),
                barred.<PlannedOperation.Work>map(PlannedOperation.Known::new).orElse(back));
    }

    private static PlannedOperation planned(Sent sent, Optional<String> ref, PlannedOperation.Work work) {
        return new PlannedOperation(sent.verb(), sent.type(), ref, namesUid(sent), work);
    }

    /// The operation as one that is barred, if the caller lacks a scope. A condition reads.
    private Optional<BatchOperation> permitted(Sent sent, Optional<UUID> uid) {
        try {
            Scopes.require(caller, sent.verb().scope(sent.type()));
            if (sent.isConditional()) {
                Scopes.require(caller, Scope.read(sent.type().plural()));
            }
            return Optional.empty();
        } catch (Refusal forbidden) {
            return Optional.of(new BatchOperation.Barred(uid, forbidden));
        }
    }

    /// The change of an item.
    ///
    /// @param own makes the body of one item of the body that was sent
    private Function<UUID, Mutation> changes(Sent sent, UnaryOperator<Body> own) {
        return switch (sent.verb()) {
            case CREATE, RESTORE -> throw new IllegalArgumentException("no change of a live item");
            case REPLACE -> {
                Body body = payload(sent);
                yield uid -> new Mutation.Replace(uid, Bodies.naming(uid, body));
            }
            case PATCH -> {
                Body body = payload(sent);
                yield uid -> new Mutation.Patch(uid, own.apply(body), Mutation.Style.TOP_LEVEL);
            }
            case MERGE -> {
                Body body = payload(sent);
                yield uid -> new Mutation.Patch(uid, body, Mutation.Style.DEEP);
            }
            case EDIT -> {
                Body body = edits(sent);
                yield uid -> new Mutation.Edit(uid, body);
            }
            case DELETE -> Mutation.Delete::new;
            case ARCHIVE -> Mutation.Archive::new;
            case PROCESS -> {
                String action = action(sent);
                Optional<JsonNode> metadata = metadata(sent);
                yield uid -> new Mutation.Process(uid, action, metadata);
            }
        };
    }

    private Optional<UUID> uid(Sent sent) {
        JsonNode value = sent.members().path(UID);
        if (value.isMissingNode() || (value.isNull() && sent.verb() == Verb.CREATE)) {
            return Optional.empty();
        }
        BodyPlace place = sent.place().member(UID);
        return created.find(value, place, sent.needs())
                .or(() -> Uids.parse(value))
                .or(() -> {
                    throw place.invalid(ErrorCode.INVALID_UID, A_UID);
                });
    }

    private static Refusal noUid(Sent sent, String expected) {
        return sent.place().member(UID).invalid(ErrorCode.INVALID_UID, expected);
    }

    private Body payload(Sent sent) {
        BodyPlace place = sent.place().member("payload");
        if (!(sent.members().get("payload") instanceof ObjectNode payload)
                || created.find(payload, place, sent.needs()).isPresent()) {
            throw place.invalid("an object of fields");
        }
        created.resolve(payload, place, sent.needs());
        return JsonBody.of(payload);
    }

    /// The edits, whose form is checked at once.
    private static Body edits(Sent sent) {
        JsonNode edits = sent.members().path(Edits.EDITS);
        ObjectNode body = Json.object().set(Edits.EDITS, edits);
        try {
            Edits.read(body);
        } catch (Refusal refusal) {
            BodyPlace place = sent.place().member(String.valueOf(refusal.facts().get("field")));
            throw place.invalid(String.valueOf(refusal.facts().get("expected")));
        }
        return JsonBody.of(body);
    }

    /// Tells if the client has written the uid, as a text of its own, or has asked for it.
    private static boolean namesUid(Sent sent) {
        ObjectNode members = sent.members();
        return sent.isConditional()
                || members.path(UID).isTextual()
                || (sent.verb() == Verb.CREATE
                        && Uids.parse(members.path("payload").path(UID)).isPresent());
    }

    private static Optional<String> ref(Sent sent) {
        String expected = "a text of 1 to " + REF_LENGTH_MAX + " characters";
        Optional<String> ref = sent.place().text(sent.members(), "ref", expected);
        if (ref.filter(name -> name.isEmpty() || name.length() > REF_LENGTH_MAX).isPresent()) {
            throw sent.place().member("ref").invalid(expected);
        }
        return ref;
    }

    private static Precondition precondition(Sent sent) {
        JsonNode value = sent.members().path("ifMatch");
        if (value.isMissingNode()) {
            return new Precondition.None();
        }
        return Optional.of(value)
                .filter(version -> version.isNumber() || version.isTextual())
                .flatMap(version -> EntityTags.condition(version.asText()))
                .orElseThrow(() ->
                        sent.place().member("ifMatch").invalid("a version, as its number, its ETag, a list, or *"));
    }

    private static String action(Sent sent) {
        return sent.place()
                .text(sent.members(), "action", "text")
                .orElseThrow(() -> sent.place().member("action").invalid("text"));
    }

    private static Optional<JsonNode> metadata(Sent sent) {
        JsonNode metadata = sent.members().path("metadata");
        BodyPlace place = sent.place().member("metadata");
        if (!metadata.isMissingNode() && !metadata.isNull() && !metadata.isObject()) {
            throw place.invalid("an object");
        }
        JsonLimits.complaint(metadata).ifPresent(complaint -> {
            throw place.invalid("an object that the database can store: " + complaint);
        });
        return Optional.of(metadata).filter(JsonNode::isObject);
    }

    private static String typeNames() {
        List<EntityType> all = Entities.ALL;
        return all.stream().map(EntityType::name).collect(Collectors.joining(", "));
    }
}
