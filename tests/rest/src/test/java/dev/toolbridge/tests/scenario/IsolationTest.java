package dev.toolbridge.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation on an item of another user answers as for a missing item, and changes nothing.
class IsolationTest {
    private static final List<Call> OPERATIONS = List.of(
            Call.of("GET", ""),
            Call.of("GET", "?includeDeleted=true"),
            Call.of("PUT", "").json("{<parents><comma>\"taken\":true}"),
            Call.of("PATCH", "").json("{\"taken\":true}"),
            Call.of("PATCH", "").with("If-Match", "*").json("{\"taken\":true}"),
            Call.of("DELETE", ""),
            Call.of("DELETE", "").with("If-Match", "1"),
            Call.of("POST", "/archive"),
            Call.of("POST", "/process").json("{\"action\":\"<action>\"}"),
            Call.of("GET", "/history"),
            Call.of("GET", "/history/1"),
            Call.of("GET", "/history/1/diff"),
            Call.of("GET", "?asOf=2999-01-01"),
            Call.of("POST", "/restore").json("{\"version\":1}"));

    @ParameterizedTest
    @MethodSource("types")
    void anotherUserOfTheTenantFindsNothing(EntityType type) {
        var owner = new World(RunningApi.instance(), type);
        var stranger = new World(RunningApi.instance(), type);
        refuses(owner, stranger.fill("Bearer <token>"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void theSameUserInAnotherTenantFindsNothing(EntityType type) {
        var owner = new World(RunningApi.instance(), type);
        refuses(owner, owner.fill("Bearer <elsewhereToken>"));
    }

    static Stream<EntityType> types() {
        return Entities.ALL.stream();
    }

    private static void refuses(World owner, String authorization) {
        for (Call operation : OPERATIONS) {
            var reply = owner.send(on(owner, operation).with("Authorization", authorization));
            assertThat(reply.status())
                    .as(() -> operation.method() + operation.path() + ": " + reply)
                    .isEqualTo(404);
        }
        var untouched = owner.send("GET", "/v1/<plural>/<live>");
        assertThat(untouched.at("/version").asInt()).isEqualTo(1);
        assertThat(untouched.at("/payload/taken").isMissingNode()).isTrue();
    }

    private static Call on(World owner, Call operation) {
        String path = owner.fill("/v1/<plural>/<live>") + operation.path();
        var call = new Call(operation.method(), path, operation.headers(), operation.body());
        return operation.body().isEmpty()
                ? call
                : call.body(owner.fill(new String(operation.body().get(), StandardCharsets.UTF_8)));
    }
}
