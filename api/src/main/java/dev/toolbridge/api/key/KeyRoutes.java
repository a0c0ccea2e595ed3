package dev.toolbridge.api.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.access.Seat;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.quota.QuotaAccount;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.ParameterValues;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.token.key.KeyKind;
import dev.toolbridge.token.key.KeyText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Makes, lists, replaces and ends API keys. Only one answer ever shows the key itself.
public final class KeyRoutes {
    /// The type of keys that open one project, as older clients know it.
    public static final String TOKEN_TYPE = "flukebase_connect";

    private static final String ALL = "/v1/keys";
    private static final String ONE = ALL + "/{uid}";
    static final long LIFE_DAYS_MIN = 1;
    private static final long LIFE_DAYS = 90;
    static final long LIFE_DAYS_MAX = 365;
    private static final long OVERLAP_DAYS = 1;
    static final long OVERLAP_DAYS_MAX = 7;

    private final Keys keys;
    private final KeyKind kind;
    private final InstantSource clock;

    public KeyRoutes(Keys keys, Environment environment, InstantSource clock) {
        this.keys = keys;
        this.kind = environment.isProduction() ? KeyKind.LIVE : KeyKind.TEST;
        this.clock = clock;
    }

    public List<RouteLine<Caller>> routes() {
        Input order = Inputs.ACCOUNT_CHANGE.body(KeySchemas.ORDER);
        Input renewal = Inputs.ACCOUNT_CHANGE.body(KeySchemas.RENEWAL);
        Output made = Output.of(201, "The key, which is shown this once.", KeySchemas.NEW_KEY);
        Output listed = Output.of(200, "Keys, newest first.", KeySchemas.KEYS);
        Output ended = Output.empty(204, "The key opens nothing any more.");
        return List.of(
                new RouteLine<>("POST", ALL, "create_key", Scope.KEYS, order, made, this::create),
                new RouteLine<>("GET", ALL, "list_keys", Scope.KEYS, Inputs.KEY_LIST, listed, this::list),
                new RouteLine<>("DELETE", ONE, "delete_key", Scope.KEYS, Inputs.ACCOUNT, ended, this::revoke),
                new RouteLine<>("POST", ONE + "/rotate", "rotate_key", Scope.KEYS, renewal, made, this::rotate));
    }

    /// Makes a key of the caller's; of the shared space that the request is about, if it is about one.
    public Answer create(Caller caller, Request request) {
        QuotaAccount.current().requireChange();
        var command = KeyCommand.of(request, KeySchemas.ORDER);
        long days = command.days("expiresInDays", LIFE_DAYS_MIN, LIFE_DAYS, LIFE_DAYS_MAX);
        var order = order(
                command.name(), command.scopes(caller), days, caller.seat().map(Seat::space));
        KeyRecord record = keys.create(caller, order)
                .orElseThrow(() -> Refusal.of(ErrorCode.INVALID_REQUEST, "too many keys: end one first"));
        return shown(record, order.text());
    }

    private Answer list(Caller caller, Request request) {
        boolean ofAll = ParameterValues.flag(request, ApiParameters.EVERYBODYS);
        if (ofAll) {
            Scopes.require(caller, Scope.TENANT_ADMIN);
        }
        var body = Json.object();
        var list = body.putArray("keys");
        keys.list(caller, ofAll).forEach(record -> list.add(json(record)));
        return Answer.json(200, body);
    }

    private Answer revoke(Caller caller, Request request) {
        if (!keys.revoke(caller, id(request), mayAll(caller))) {
            throw missing();
        }
        return Answer.empty(204);
    }

    private Answer rotate(Caller caller, Request request) {
        QuotaAccount.current().requireChange();
        var command = KeyCommand.of(request, KeySchemas.RENEWAL);
        KeyRecord old = keys.find(caller, id(request), false).orElseThrow(KeyRoutes::missing);
        if (!caller.rights().containsAll(old.scopes())) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "forbidden: the key grants more than the caller has");
        }
        long days = command.days("expiresInDays", LIFE_DAYS_MIN, LIFE_DAYS, LIFE_DAYS_MAX);
        var order = order(command.newName().orElse(old.name()), old.scopes(), days, old.space());
        Instant oldEndsAt =
                clock.instant().plus(Duration.ofDays(command.days("overlapDays", 0, OVERLAP_DAYS, OVERLAP_DAYS_MAX)));
        KeyRecord record = keys.replace(caller, old.id(), order, oldEndsAt).orElseThrow(KeyRoutes::missing);
        return shown(record, order.text());
    }

    private KeyOrder order(String name, Set<String> scopes, long days, Optional<UUID> space) {
        Instant expiresAt = clock.instant().plus(Duration.ofDays(days));
        return new KeyOrder(UUID.randomUUID(), KeyText.random(kind), name, scopes, expiresAt, space);
    }

    private static boolean mayAll(Caller caller) {
        return caller.rights().contains(Scope.TENANT_ADMIN);
    }

    private static UUID id(Request request) {
        return UidForm.read(request.parameter("uid")).orElseThrow(KeyRoutes::missing);
    }

    private static Refusal missing() {
        return Refusal.of(ErrorCode.NOT_FOUND, "key not found");
    }

    private static Answer shown(KeyRecord record, KeyText text) {
        return Answer.json(201, json(record).put("key", text.text())).header("Cache-Control", "no-store");
    }

    private static ObjectNode json(KeyRecord record) {
        var json = Json.object()
                .put("id", record.id().toString())
                .put("name", record.name())
                .put("subject", record.subject())
                .put("hint", record.hint());
        record.scopes().stream().sorted().forEach(json.putArray("scopes")::add);
        json.put("createdAt", time(record.createdAt())).put("expiresAt", time(record.expiresAt()));
        record.lastUsedAt().ifPresent(at -> json.put("lastUsedAt", time(at)));
        record.revokedAt().ifPresent(at -> json.put("revokedAt", time(at)));
        record.replacedBy().ifPresent(id -> json.put("replacedBy", id.toString()));
        record.space().ifPresent(id -> json.put("project", id.toString()).put("tokenType", TOKEN_TYPE));
        return json;
    }

    private static String time(Instant at) {
        return Times.rfc3339(at.toEpochMilli());
    }
}
