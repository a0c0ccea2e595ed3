package dev.toolbridge.tenants.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.rate.RateClass;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.caller.Rights;
import dev.toolbridge.token.key.KeyKind;
import dev.toolbridge.token.key.KeyText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Makes, lists and ends the keys of operators. Only one answer ever shows the key itself.
public record OperatorKeyRoutes(OperatorKeys keys, InstantSource clock) {
    private static final String ALL = "/admin/keys";
    private static final String ORDER = "operator_key_order";
    private static final String NEW_KEY = "new_operator_key";
    private static final String KEYS = "operator_keys";
    private static final int NAME_LENGTH_MAX = 100;
    private static final int BODY_BYTES_MAX = 16 * 1024;
    private static final long LIFE_DAYS_MAX = 90;

    private static final ObjectNode ORDER_SCHEMA = Schema.object("name", "scopes")
            .with("name", Schema.text("^[^\\u0000-\\u001f]*[^\\s\\u0000-\\u001f][^\\u0000-\\u001f]*$", NAME_LENGTH_MAX))
            .with(
                    "scopes",
                    Schema.arrayOf(Schema.choice(
                                    Rights.OF_KEYS.stream().sorted().toList()))
                            .put("minItems", 1))
            .with("expires_in_days", Schema.orNull(Schema.whole(1, LIFE_DAYS_MAX)))
            .closed();

    public List<RouteLine<Caller>> routes() {
        Input order = Input.NONE.upTo(BODY_BYTES_MAX).body(ORDER);
        Output made = Output.of(201, "The key, which is shown this once.", NEW_KEY);
        Output listed = Output.of(200, "Keys, newest first.", KEYS);
        Output ended = Output.empty(204, "The key opens nothing any more.");
        return List.of(
                new RouteLine<>(
                        "POST",
                        ALL,
                        "create_operator_key",
                        Scope.PLATFORM_ADMIN,
                        RateClass.CREDENTIALS,
                        order,
                        made,
                        this::create),
                new RouteLine<>("GET", ALL, "list_operator_keys", Scope.PLATFORM_READ, Input.NONE, listed, this::list),
                new RouteLine<>(
                        "DELETE",
                        ALL + "/{key}",
                        "delete_operator_key",
                        Scope.PLATFORM_ADMIN,
                        Input.NONE,
                        ended,
                        this::revoke));
    }

    public static Map<String, ObjectNode> schemas() {
        return Map.of(
                ORDER,
                ORDER_SCHEMA,
                NEW_KEY,
                key("key").with("key", Schema.text()).schema(),
                KEYS,
                Schema.object("keys")
                        .with("keys", Schema.arrayOf(key().schema()))
                        .schema());
    }

    private Answer create(Caller caller, Request request) {
        var body = BodyFields.of(request, ORDER_SCHEMA);
        String name = body.text("name", OperatorKeyRoutes::isName, "a text of 1 to " + NAME_LENGTH_MAX + " characters");
        long days = body.whole("expires_in_days", 1, LIFE_DAYS_MAX).orElse(LIFE_DAYS_MAX);
        var order = new OperatorKeyOrder(
                UUID.randomUUID(),
                KeyText.random(KeyKind.OPERATOR),
                name.strip(),
                scopes(body),
                clock.instant().plus(Duration.ofDays(days)));
        OperatorKeyRecord record = keys.create(caller, order)
                .orElseThrow(() -> Refusal.of(ErrorCode.INVALID_REQUEST, "too many keys: end one first"));
        return Answer.json(201, json(record).put("key", order.text().text())).header("Cache-Control", "no-store");
    }

    private static Set<String> scopes(BodyFields body) {
        String expected = "one or more of "
                + String.join(", ", Rights.OF_KEYS.stream().sorted().toList());
        var scopes = new HashSet<>(body.texts("scopes", Rights.OF_KEYS.size(), Rights.OF_KEYS::contains, expected));
        if (scopes.isEmpty()) {
            throw BodyFields.invalid("scopes", expected);
        }
        return scopes;
    }

    private Answer list(Caller caller, Request request) {
        var body = Json.object();
        var list = body.putArray("keys");
        keys.list().forEach(record -> list.add(json(record)));
        return Answer.json(200, body);
    }

    private Answer revoke(Caller caller, Request request) {
        boolean isEnded = UidForm.read(request.parameter("key"))
                .filter(id -> keys.revoke(caller, id))
                .isPresent();
        if (!isEnded) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "key not found");
        }
        return Answer.empty(204);
    }

    private static boolean isName(String name) {
        return !name.isBlank()
                && name.codePointCount(0, name.length()) <= NAME_LENGTH_MAX
                && name.chars().noneMatch(letter -> letter < ' ');
    }

    private static Schema.Members key(String... more) {
        var required = new java.util.ArrayList<>(
                List.of("id", "name", "hint", "scopes", "made_by", "created_at", "expires_at"));
        required.addAll(List.of(more));
        return Schema.object(required.toArray(String[]::new))
                .with("id", Schema.uuid())
                .with("name", Schema.text())
                .with("hint", Schema.text())
                .with("scopes", Schema.arrayOf(Schema.text()))
                .with("made_by", Schema.of("object"))
                .with("created_at", Schema.time())
                .with("expires_at", Schema.time())
                .with("last_used_at", Schema.time())
                .with("revoked_at", Schema.time());
    }

    private static ObjectNode json(OperatorKeyRecord record) {
        var json = Json.object()
                .put("id", record.id().toString())
                .put("name", record.name())
                .put("hint", record.hint());
        record.scopes().stream().sorted().forEach(json.putArray("scopes")::add);
        json.set("made_by", Json.stored(record.madeBy()));
        json.put("created_at", record.createdAt().toString())
                .put("expires_at", record.expiresAt().toString());
        record.lastUsedAt().ifPresent(at -> json.put("last_used_at", at.toString()));
        record.revokedAt().ifPresent(at -> json.put("revoked_at", at.toString()));
        return json;
    }
}
