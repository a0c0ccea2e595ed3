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
import dev.toolbridge.api.route.Bodies;
import dev.toolbridge.api.route.EntityTags;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.JsonLimits;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the operations of a batch in their order. A fault in the form of one refuses the whole request; a fault
/// that the single request would find when it is decided is left to the decision.
final class OperationReader {
    static final int REF_LENGTH_MAX = 100;

    private static final String UID = "uid";
    private static final String A_UID = "a UUID, or {\"$ref\":\"…\"}";

    private final Caller caller;
    private final CreatedItems created = new CreatedItems();

    OperationReader(Caller caller) {
        this.caller = caller;
    }

    /// One operation while it is read.
    ///
    /// @param needs the positions of the operations that it refers to
    private record Sent(Verb verb, EntityType type, ObjectNode members, BodyPlace place, Set<Integer> needs) {}

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
        place.requireOnly(
                members,
                Stream.concat(Stream.of("op", "type"), verb.members().stream()).toList());
        return read(new Sent(verb, type, members, place, new HashSet<>()));
    }

    private PlannedOperation read(Sent sent) {
        Optional<UUID> uid = uid(sent);
        Mutation mutation =
                sent.verb() == Verb.CREATE ? creation(sent, uid) : change(sent, uid.orElseThrow(() -> noUid(sent)));
        Optional<String> ref = ref(sent);
        ref.ifPresent(name -> created.put(name, mutation.uid(), sent.place()));
        var write = new Write(sent.type(), mutation, precondition(sent));
        return new PlannedOperation(sent.verb(), sent.type(), ref, namesUid(sent), permitted(sent, write));
    }

    private BatchOperation permitted(Sent sent, Write write) {
        try {
            Scopes.require(caller, sent.verb().scope(sent.type()));
            return new BatchOperation.One(write, sent.needs());
        } catch (Refusal forbidden) {
            return new BatchOperation.Barred(write.mutation().uid(), forbidden);
        }
    }

    private Mutation creation(Sent sent, Optional<UUID> uid) {
        Body body = payload(sent);
        return new Mutation.Create(
                uid.orElseGet(() -> Bodies.uidOrNew(body)),
                uid.map(named -> Bodies.naming(named, body)).orElse(body));
    }

    private Mutation change(Sent sent, UUID uid) {
        return switch (sent.verb()) {
            case CREATE -> throw new IllegalArgumentException("a creation changes nothing");
            case REPLACE -> new Mutation.Replace(uid, Bodies.naming(uid, payload(sent)));
            case PATCH -> new Mutation.Patch(uid, payload(sent), Mutation.Merge.TOP_LEVEL);
            case MERGE -> new Mutation.Patch(uid, payload(sent), Mutation.Merge.DEEP);
            case DELETE -> new Mutation.Delete(uid);
            case ARCHIVE -> new Mutation.Archive(uid);
            case PROCESS -> new Mutation.Process(uid, action(sent), metadata(sent));
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

    private static Refusal noUid(Sent sent) {
        return sent.place().member(UID).invalid(ErrorCode.INVALID_UID, A_UID);
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

    /// Tells if the client has written the uid, as a text of its own.
    private static boolean namesUid(Sent sent) {
        ObjectNode members = sent.members();
        return members.path(UID).isTextual()
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
