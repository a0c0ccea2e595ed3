package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.access.Role;
import dev.toolbridge.contract.scope.Scope;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every route needs a scope that some role has, and only the routes listed here answer without a credential.
class RouteTableTest {
    /// A registration only tells what the caller may do.
    private static final String STORES_NOTHING = "/agents/register";

    private static final String NEEDS = "Needs the scope ";
    private static final Map<String, String> SCOPES = new TreeMap<>();

    private static Workspace workspace;
    private static RunningServer server;

    @BeforeAll
    static void readTable() throws InterruptedException {
        workspace = new Workspace();
        server = RunningServer.alone(workspace, Map.of());
        JsonNode paths = RunningServer.json(server.get("/openapi.json", "")).path("paths");
        paths.properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> !operation.getValue().path("responses").has("101"))
                .filter(operation ->
                        operation.getValue().path("description").asText().startsWith(NEEDS))
                .forEach(operation -> SCOPES.put(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        scope(operation.getValue()))));
    }

    @AfterAll
    static void stop() {
        server.close();
        workspace.close();
    }

    @Test
    void everyRouteNeedsAScopeThatARoleHas() {
        var known = new HashSet<>(Role.OWNER.rights());
        known.add(Scope.ALL_READ);
        known.add(Scope.ANY_CHANGE);
        known.add(Scope.OWN);
        known.add(Scope.ANY_READ);
        known.add(Scope.ANY_PROPOSAL);

        assertThat(SCOPES).hasSizeGreaterThan(60).allSatisfy((route, scope) -> assertThat(
                        route.endsWith("/approve") ? Set.of(Scope.APPROVE) : known)
                .as(route)
                .contains(scope));
        assertThat(known).doesNotContain(Scope.APPROVE);
    }

    @Test
    void writingNeedsMoreThanReading() {
        assertThat(SCOPES).allSatisfy((route, scope) -> {
            if (route.startsWith("GET ")) {
                assertThat(scope).as(route).doesNotEndWith(":write").doesNotEndWith(":delete");
            } else if (!route.endsWith(STORES_NOTHING)) {
                assertThat(scope).as(route).doesNotEndWith(":read");
            }
        });
    }

    @Test
    void theScopesAreWhatWasAgreed() {
        assertThat(SCOPES)
                .containsEntry("GET /v1/notes", "notes:read")
                .containsEntry("POST /v1/notes", "notes:write")
                .containsEntry("PATCH /v1/notes/{uid}", "notes:write")
                .containsEntry("DELETE /v1/notes/{uid}", "notes:delete")
                .containsEntry("GET /v1/notes/{uid}/history", "notes:read")
                .containsEntry("POST /v1/sync/notes/push", "notes:write")
                .containsEntry("GET /v1/sync/notes/pull", "notes:read")
                .containsEntry("GET /v1/sync/changes", "*:read")
                .containsEntry("POST /v1/sync/wipe", "sync")
                .containsEntry("POST /v1/batch", "any:change")
                .containsEntry("POST /v1/keys", "keys:manage")
                .containsEntry("GET /v1/audit", "tenant:admin");
    }

    @Test
    void withoutACredentialNoRouteOfTheTableAnswers() {
        assertThat(SCOPES.keySet())
                .allSatisfy(route -> assertThat(status(route, "")).isEqualTo(401));
    }

    @Test
    void aRightlessCredentialOpensNothingButItsOwnProfile() {
        Set<String> open = new HashSet<>();
        SCOPES.forEach((route, scope) -> {
            int status = status(route, RunningServer.ownersToken("nobody for " + subject(route), "tenant:admin"));
            boolean isHidden = route.contains("{space}") && status == 404;
            if (status != 403 && !isHidden) {
                open.add(scope);
            }
        });
        assertThat(open).containsExactlyInAnyOrder(Scope.TENANT_ADMIN, Scope.OWN);
    }

    @Test
    void aQueryNameThatARouteDoesNotKnowIsRefused() {
        String token = RunningServer.ownersToken("asker");
        String session = RunningServer.json(server.post("/v1/sync/sessions", token, Map.of()))
                .path("id")
                .asText();
        var routes = new HashSet<>(SCOPES.keySet());
        routes.addAll(Set.of(
                "GET /openapi.json",
                "GET /v1/sync/info",
                "GET /.well-known/jwks.json",
                "GET /v1/auth/tenant",
                "GET /v1/auth/key",
                "POST /auth/token-exchange"));

        assertThat(routes)
                .filteredOn(route -> !route.matches(".*(/approve|/v1/spaces/.*)"))
                .allSatisfy(route -> {
                    var answer = route.contains("/v1/sync/")
                            ? server.send(
                                    anyItem(route) + "?foo=1",
                                    token,
                                    body(route),
                                    "X-Sync-Session",
                                    session,
                                    "X-Sync-Epoch",
                                    "1")
                            : server.send(
                                    anyItem(route) + "?foo=1",
                                    RunningServer.ownersToken("asker of " + subject(route)),
                                    body(route));
                    assertThat(answer.statusCode()).isEqualTo(400);
                    assertThat(answer.body())
                            .containsPattern("unknown (query parameter|field): foo")
                            .contains(route.contains(" /api/") ? "bad_request" : "invalid_parameter");
                });
    }

    @Test
    void aQueryIsReadAsItIsWritten() {
        String token = RunningServer.ownersToken("asker");
        assertThat(server.get("/v1/notes?%3D=1&limit=1", token).statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/notes?limit=1&=2", token).statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/notes?limit=1&", token).statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/notes?", token).statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/notes?limit=1&limit=2", token).statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/notes?includeDeleted=true&includeDelete%64=", token)
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.get("/v1/notes?limit=1&limit=1", token).statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/keys?all=1", token).statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/keys?all=false", token).statusCode()).isEqualTo(200);
    }

    @Test
    void whoSendsAQueryIsLookedAtFirst() {
        assertThat(server.get("/v1/notes?foo=1", "").statusCode()).isEqualTo(401);
        assertThat(server.get("/v1/auth/tenant?foo=1", "").statusCode()).isEqualTo(401);
        assertThat(server.get("/v1/sync/state?foo=1", RunningServer.ownersToken("asker"))
                        .statusCode())
                .isEqualTo(428);
    }

    @Test
    void guestsOnlyRead() {
        assertThat(Role.GUEST.rights()).allSatisfy(right -> assertThat(right).matches(".*:read|sync|export"));
        assertThat(Role.MEMBER.rights()).doesNotContain(Scope.TENANT_ADMIN);
    }

    /// The status of a route's answer about a missing item.
    private static int status(String route, String token) {
        return server.send(anyItem(route), token, body(route)).statusCode();
    }

    /// The part of a path that names its subject; each has a rate of its own in the tests.
    private static String subject(String route) {
        return route.replaceAll("^\\S+ (/v1)?/([^/]+).*", "$2");
    }

    private static String anyItem(String route) {
        return route.replaceAll("\\{[^}]*}", "5e8a4c1e-1c1e-4c1e-8c1e-1c1e1c1e1c1e");
    }

    private static Optional<String> body(String route) {
        return Set.of("POST", "PUT", "PATCH").contains(route.split(" ", 2)[0]) ? Optional.of("{}") : Optional.empty();
    }

    private static String scope(JsonNode operation) {
        String text = operation.path("description").asText();
        assertThat(text).contains(NEEDS);
        return text.substring(text.indexOf(NEEDS) + NEEDS.length()).replaceFirst("\\.$", "");
    }
}
