package dev.toolbridge.tests.scenario;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The world of one scenario: a user of its own with an empty space, and items made at their first use.
final class World {
    private static final Pattern NAME = Pattern.compile("<([a-zA-Z]+)>");

    private final RunningApi api;
    private final EntityType type;
    private final String user = "user-" + UUID.randomUUID();
    private final Map<String, String> made = new HashMap<>();

    World(RunningApi api, EntityType type) {
        this.api = api;
        this.type = type;
    }

    String user() {
        return user;
    }

    /// Replaces every `<name>` with its value in this world.
    String fill(String text) {
        return NAME.matcher(text).replaceAll((MatchResult found) -> Matcher.quoteReplacement(value(found.group(1))));
    }

    /// Sends a request as this world's user, unless it has a credential of its own.
    Reply send(Call call) {
        boolean isSigned =
                call.headers().stream().anyMatch(header -> header.getKey().equals("Authorization"));
        return api.server()
                .send(
                        isSigned
                                ? call
                                : call.with(
                                        "Authorization",
                                        "Bearer " + api.tokens().of(user)));
    }

    Reply send(String method, String path) {
        return send(Call.of(method, fill(path)));
    }

    Reply send(String method, String path, String body) {
        return send(Call.of(method, fill(path)).json(fill(body)));
    }

    /// The uid of a new item of this world's type, at version 1.
    String create() {
        return create(type);
    }

    String create(EntityType kind) {
        var reply = send(Call.of("POST", "/v1/" + kind.plural()).json("{" + Samples.fields(kind, this::parent) + "}"));
        expect(201, reply);
        return reply.at("/uid").textValue();
    }

    private String value(String name) {
        var known = made.get(name);
        if (known != null) {
            return known;
        }
        String value = make(name);
        made.put(name, value);
        return value;
    }

    private String make(String name) {
        return switch (name) {
            case "name" -> type.name();
            case "plural" -> type.plural();
            case "label" -> type.label();
            case "live", "other" -> create();
            case "LIVE" -> value("live").toUpperCase(Locale.ROOT);
            case "digits" -> value("live").replace("-", "");
            case "changed" -> changed(create());
            case "deleted" -> deleted(type, create());
            case "nested" -> nested(create());
            case "missing", "fresh" -> UUID.randomUUID().toString();
            case "freshDigits" -> value("fresh").replace("-", "");
            case "FRESH" -> value("fresh").toUpperCase(Locale.ROOT);
            case "strangers" -> new World(api, type).create();
            case "fields" -> Samples.fields(type, this::parent);
            case "text" -> Samples.textField(type);
            case "parents" -> Samples.parents(type, this::parent);
            case "comma" -> Samples.parents(type, this::parent).isEmpty() ? "" : ",";
            case "action" -> type.actions().firstEntry().getKey();
            case "liveNote", "liveTask", "liveChat" -> create(kind(name));
            case "deletedNote", "deletedTask", "deletedChat" -> deleted(kind(name), create(kind(name)));
            case "strangersNote", "strangersChat" -> new World(api, kind(name)).create();
            default -> BearerTokens.named(name, user, api.tokens());
        };
    }

    /// The entity type that ends a name: the note of `liveNote`.
    private static EntityType kind(String name) {
        return Entities.named(name.replaceAll("^[a-z]+", "").toLowerCase(Locale.ROOT));
    }

    /// A live item that may be a parent.
    private String parent(String kind) {
        return value("live" + kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1));
    }

    /// An item at version 2.
    private String changed(String uid) {
        expect(200, send("PATCH", "/v1/<plural>/" + uid, "{\"<text>\":\"changed\"}"));
        return uid;
    }

    private String nested(String uid) {
        expect(200, send("PATCH", "/v1/<plural>/" + uid, "{\"inner\":{\"a\":1,\"deep\":{\"c\":3}},\"list\":[1,2]}"));
        return uid;
    }

    private String deleted(EntityType kind, String uid) {
        expect(200, send("DELETE", "/v1/" + kind.plural() + "/" + uid));
        return uid;
    }

    private static void expect(int status, Reply reply) {
        if (reply.status() != status) {
            throw new AssertionError("expected " + status + ", but got " + reply);
        }
    }
}
