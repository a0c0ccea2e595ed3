package dev.toolbridge.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Endpoint;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// A small API in memory that answers according to the contract, or misbehaves on demand.
final class FakeApi implements AutoCloseable {
    private static final int BODY_BYTES_MAX = 2 * 1024 * 1024;

    /// An item, its newest change, and the author of that.
    record Stored(EntityType type, ObjectNode item, long seq, ObjectNode change) {}

    private final Map<String, Stored> items = new ConcurrentHashMap<>();
    private final Map<String, Answer> kept = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> keys = new ConcurrentHashMap<>();
    private final AtomicLong seq = new AtomicLong();
    private final HttpServer http;
    final FakeFeed feed = new FakeFeed(items::values);

    /// Every request so far, oldest first.
    final List<Request> requests = new CopyOnWriteArrayList<>();

    private volatile Function<Request, Optional<Answer>> behaviour = _ -> Optional.empty();
    private volatile boolean ready = true;

    FakeApi() {
        var routes = new ArrayList<Route>();
        routes.add(new Route("GET", "/readyz", 0, _ -> Answer.json(ready ? 200 : 503, Json.object())));
        routes.add(route("GET", "/v1/auth/key", this::shownKey));
        routes.add(route("POST", "/v1/sync/sessions", feed::begin));
        routes.add(route("GET", "/v1/sync/changes", feed::changes));
        FakeQuestions.METHODS.forEach((path, method) -> routes.add(route(method, path, FakeQuestions::unanswered)));
        routes.add(route("GET", "/v1/changes/stream", feed::stream));
        Entities.ALL.forEach(type -> routes.addAll(routes(type)));
        http = HttpServer.start(
                HttpServerConfig.at(new ListenAddress("127.0.0.1", 0)), routes, new CompositeMeterRegistry());
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + http.port());
    }

    /// Replaces the answers to requests for which the function has one.
    void behave(Function<Request, Optional<Answer>> instead) {
        behaviour = instead;
    }

    void ready(boolean isReady) {
        ready = isReady;
    }

    Request lastRequest() {
        return requests.getLast();
    }

    int count(EntityType type) {
        return (int) items.values().stream()
                .filter(stored -> stored.type().equals(type))
                .count();
    }

    /// Makes a key valid for a user with these rights.
    void admit(String key, String user, String... rights) {
        var owner = Json.object()
                .put("key_id", "id of " + key)
                .put("issuer", "https://issuer.example")
                .put("subject", user)
                .put("tenant_id", "tenant_a")
                .put("expires_at", "2099-01-01T00:00:00Z");
        List.of(rights).forEach(owner.putArray("scopes")::add);
        keys.put("Bearer " + key, owner);
    }

    void revoke(String key) {
        keys.remove("Bearer " + key);
    }

    /// Changes an item as this user, unnoticed by its reader.
    void touch(String uid, String user) {
        items.computeIfPresent(uid, (_, stored) -> {
            var payload = (ObjectNode) stored.item().path("payload");
            long version = stored.item().path("version").asLong() + 1;
            return store(stored.type(), uid, payload, new Change(version, "patch", user));
        });
    }

    @Override
    public void close() {
        feed.cut();
        http.close();
    }

    private record Change(long version, String operation, String user) {}

    private List<Route> routes(EntityType type) {
        String all = "/v1/" + type.plural();
        String one = all + "/{uid}";
        return List.of(
                route("GET", all, request -> list(type, request)),
                route("POST", all, request -> create(type, request)),
                route(
                        "GET",
                        one,
                        request -> Answer.json(
                                200,
                                find(type, request, includeDeleted(request)).item())),
                route("PUT", one, request -> change(type, request, "replace", _ -> body(request))),
                route("PATCH", one, request -> change(type, request, "patch", old -> old.setAll(body(request)))),
                route("DELETE", one, request -> change(type, request, "delete", old -> old)),
                route(
                        "POST",
                        one + "/archive",
                        request -> change(type, request, "archive", old -> {
                            type.archive()
                                    .fields()
                                    .forEach((name, value) ->
                                            old.set(name, Json.mapper().valueToTree(value)));
                            return old;
                        })),
                route("POST", one + "/process", request -> process(type, request)),
                route("GET", one + "/history", request -> history(type, request)));
    }

    private void requireGoodKey(Request request) {
        String shown = request.header("Authorization").orElse("");
        if (shown.startsWith("Bearer fbk_") && !keys.containsKey(shown)) {
            throw Refusal.of(ErrorCode.UNAUTHORIZED, "unauthorized");
        }
    }

    private Answer shownKey(Request request) {
        if (request.header("X-TB-Tenant-ID")
                .filter(asked -> !asked.equals("tenant_a"))
                .isPresent()) {
            throw Refusal.plain(ErrorCode.FORBIDDEN, "Unauthorized: not authorized for requested tenant");
        }
        return Answer.json(200, keys.get(request.header("Authorization").orElseThrow()));
    }

    private Route route(String method, String path, Endpoint endpoint) {
        return new Route(method, path, BODY_BYTES_MAX, request -> {
            requests.add(request);
            Optional<Answer> other = behaviour.apply(request);
            if (other.isPresent()) {
                return other.get();
            }
            requireGoodKey(request);
            return once(request, endpoint);
        });
    }

    private Answer once(Request request, Endpoint endpoint) {
        Optional<String> key = request.header("Idempotency-Key");
        if (key.isEmpty()) {
            return endpoint.answer(request);
        }
        Answer earlier = kept.get(key.get());
        if (earlier != null) {
            return earlier.header("Idempotency-Replayed", "true");
        }
        Answer first = endpoint.answer(request);
        kept.put(key.get(), first);
        return first;
    }

    private Answer list(EntityType type, Request request) {
        int limit = request.queryValue("limit").map(Integer::parseInt).orElse(500);
        long before = request.queryValue("cursor").map(Long::parseLong).orElse(Long.MAX_VALUE);
        boolean deletedToo = includeDeleted(request);
        List<Stored> rest = items.values().stream()
                .filter(stored -> stored.type().equals(type) && stored.seq() < before)
                .filter(stored -> deletedToo || !stored.item().has("deletedAt"))
                .sorted(Comparator.comparingLong(Stored::seq).reversed())
                .toList();
        List<Stored> page = rest.subList(0, Math.min(limit, rest.size()));
        var body = Json.object();
        page.forEach(stored -> body.withArray("items").add(stored.item()));
        if (page.isEmpty()) {
            body.putArray("items");
        } else {
            body.put("nextCursor", Long.toString(page.getLast().seq()));
        }
        return Answer.json(200, body.put("hasMore", rest.size() > page.size()));
    }

    private Answer create(EntityType type, Request request) {
        ObjectNode payload = body(request);
        String uid = payload.path("uid").asText(UUID.randomUUID().toString());
        if (items.containsKey(uid)) {
            throw Refusal.of(ErrorCode.EXISTS, type.label() + " exists with another payload");
        }
        return Answer.json(
                201,
                store(type, uid, payload, new Change(1, "create", user(request)))
                        .item());
    }

    private Answer change(EntityType type, Request request, String operation, Function<ObjectNode, ObjectNode> edit) {
        Stored stored = find(type, request, false);
        long version = stored.item().path("version").asLong();
        Optional<String> expected = request.header("If-Match");
        if (expected.isPresent() && !expected.get().equals("\"" + version + "\"")) {
            throw Refusal.of(
                    ErrorCode.VERSION_MISMATCH,
                    "version mismatch: version mismatch: expected " + expected.get() + ", actual " + version);
        }
        ObjectNode payload = edit.apply(((ObjectNode) stored.item().path("payload")).deepCopy());
        String uid = stored.item().path("uid").asText();
        var change = new Change(version + 1, operation, user(request));
        return Answer.json(200, store(type, uid, payload, change).item());
    }

    private Answer process(EntityType type, Request request) {
        var edit = type.actions().get(body(request).path("action").asText());
        return change(type, request, "process", old -> {
            edit.fields().forEach((name, value) -> old.set(name, Json.mapper().valueToTree(value)));
            return old;
        });
    }

    private Answer history(EntityType type, Request request) {
        var body = Json.object();
        body.putArray("items").add(find(type, request, true).change());
        return Answer.json(200, body.put("hasMore", false));
    }

    private Stored store(EntityType type, String uid, ObjectNode payload, Change change) {
        String at = "2026-11-21T10:00:00Z";
        var item =
                Json.object().put("uid", uid).put("version", change.version()).put("updatedAt", at);
        if (change.operation().equals("delete")) {
            item.put("deletedAt", at);
        }
        payload.put("uid", uid).put("updatedTs", at).put("updateTime", at);
        item.set("payload", payload);
        var entry = Json.object()
                .put("version", change.version())
                .put("operation", change.operation())
                .put("at", at);
        entry.putObject("actor").put("user", change.user());
        var stored = new Stored(type, item, seq.incrementAndGet(), entry);
        items.put(uid, stored);
        feed.ring();
        return stored;
    }

    private Stored find(EntityType type, Request request, boolean deletedToo) {
        Stored stored = items.get(request.parameter("uid").toLowerCase(Locale.ROOT));
        if (stored == null || !stored.type().equals(type)) {
            throw Refusal.of(ErrorCode.NOT_FOUND, type.label() + " not found");
        }
        if (stored.item().has("deletedAt") && !deletedToo) {
            throw Refusal.of(ErrorCode.DELETED, type.label() + " deleted")
                    .fact("deletedAt", stored.item().path("deletedAt").asText())
                    .fact("version", stored.item().path("version").asLong());
        }
        return stored;
    }

    private static boolean includeDeleted(Request request) {
        return request.queryValue("includeDeleted").equals(Optional.of("true"));
    }

    private static String user(Request request) {
        return request.header("X-TB-Client").orElse("somebody");
    }

    private static ObjectNode body(Request request) {
        try {
            return (ObjectNode) Json.parse(request.body());
        } catch (JsonProcessingException malformed) {
            throw Refusal.of(ErrorCode.INVALID_JSON, "invalid JSON");
        }
    }
}
