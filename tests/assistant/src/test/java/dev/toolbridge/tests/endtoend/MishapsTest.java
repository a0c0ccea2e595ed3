package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.endtoend.OfficialClient.Target;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The official client sees the failures in the middle of its work that `docs/mcp.md` describes.
class MishapsTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    /// The difference between clocks that the servers allow.
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private static OfficialClients clients;
    private static RunningApi api;
    private static RunningSidecar sidecar;

    private String user;

    @BeforeAll
    static void start() {
        clients = OfficialClients.startOrLeaveOut();
        api = RunningApi.instance().startAgain();
        sidecar = RunningSidecar.before(api);
    }

    @AfterAll
    static void stop() {
        if (sidecar != null) {
            sidecar.close();
            api.close();
            clients.close();
        }
    }

    @BeforeEach
    void meet() {
        user = "user-" + UUID.randomUUID();
    }

    @Test
    void aRestartEndsTheSessionAndNothingIsDoneTwice() {
        var client = withSession();
        var other = open(OfficialClient.WITHOUT_SESSIONS);
        var creation = Map.<String, Object>of("title", "Once", "idempotency_key", "key-" + user);
        CompletableFuture<JsonNode> lost;
        try (var _ = api.program().freeze()) {
            lost = client.beginTool("create_note", creation);
            awaitBegun(client);
            sidecar.program().kill();
        }
        sidecar = sidecar.startAgain();
        client.abort();
        assertThat(failureOf(lost)).isNotNull();

        var refused = catchThrowableOfType(ClientFailure.class, () -> client.tool("create_note", creation));
        assertThat(refused.code()).isEqualTo(404);
        client.open(target(OfficialClient.WITH_SESSIONS), api.tokens().of(user));
        String uid = client.tool("create_note", creation).path("uid").asText();
        assertThat(other.tool("get_note", Map.of("uid", uid)).path("version").asInt())
                .isEqualTo(1);
        assertThat(titles()).containsExactly("Once");
    }

    @Test
    void anExpiredTokenIsRefusedAndANewOneContinuesTheSession() {
        var client = clients.client().open(target(OfficialClient.WITH_SESSIONS), tokenFor(Duration.ofSeconds(5)));
        String session = client.session();
        create(client, "Before");

        Await.until(SOON, () -> statusOf(client) == 401, () -> "the token is still good: " + client.exchanges());
        Await.until(SOON, () -> streamOf(client).path("ended").asBoolean(), () -> "the stream is still open");
        client.useToken(api.tokens().of(user));

        create(client, "After");
        assertThat(client.session()).isEqualTo(session);
        assertThat(titles()).containsExactlyInAnyOrder("Before", "After");
    }

    @Test
    void aCallThatIsTakenBackEndsWithoutAnAnswer() {
        var client = withSession();
        String uid = create(client, "A note");
        try (var _ = api.program().freeze()) {
            var call = client.beginTool("get_note", Map.of("uid", uid));
            awaitBegun(client);
            client.abort();

            assertThat(failureOf(call)).hasMessageContaining("the user changed their mind");
            Await.until(SOON, () -> lastCallOf(client).path("ended").asBoolean(), () -> "the call goes on");
            assertThat(lastCallOf(client).path("answered").asBoolean()).isFalse();
        }
        assertThat(client.exchanges()).anySatisfy(exchange -> {
            assertThat(exchange.path("rpc").asText()).isEqualTo("notifications/cancelled");
            assertThat(exchange.path("status").asInt()).isEqualTo(202);
        });
        assertThat(titleOf(client, uid)).isEqualTo("A note");
    }

    @Test
    void aSlowAnswerIsAnnouncedAndComes() throws Exception {
        var client = withSession();
        String uid = create(client, "Slow");
        CompletableFuture<JsonNode> call;
        try (var _ = api.program().freeze()) {
            call = client.beginTool("get_note", Map.of("uid", uid));
            Await.until(SOON, () -> lastCallOf(client).path("comments").asInt() >= 2, () -> "no comments come");
            assertThat(call).isNotDone();
            assertThat(client.call("listPrompts", Map.of()).path("prompts")).isNotEmpty();
        }

        assertThat(call.get().at("/structuredContent/payload/title").asText()).isEqualTo("Slow");
    }

    @Test
    void withoutTheApiTheToolSaysThatNothingWasDone() {
        var client = withSession();
        String uid = create(client, "Before");
        api.program().kill();
        try {
            assertThat(client.refusal("create_note", Map.of("title", "Meanwhile")))
                    .isEqualTo("The workspace cannot be reached at the moment; nothing was done."
                            + " Call again in a few seconds.");
        } finally {
            api = api.startAgainInPlace();
        }
        assertThat(titleOf(client, uid)).isEqualTo("Before");
        assertThat(titles()).containsExactly("Before");
    }

    private OfficialClient withSession() {
        return open(OfficialClient.WITH_SESSIONS);
    }

    private OfficialClient open(String revision) {
        return clients.client().open(target(revision), api.tokens().of(user));
    }

    private static Target target(String revision) {
        return new Target(revision, "http", sidecar.server().address() + "/mcp");
    }

    private static String create(OfficialClient client, String title) {
        return client.tool("create_note", Map.of("title", title)).path("uid").asText();
    }

    private static String titleOf(OfficialClient client, String uid) {
        return client.tool("get_note", Map.of("uid", uid)).at("/payload/title").asText();
    }

    /// The titles of the user's notes, as the API lists them.
    private List<String> titles() {
        return api.server()
                .send(Call.of("GET", "/v1/notes")
                        .with("Authorization", "Bearer " + api.tokens().of(user)))
                .at("/items")
                .valueStream()
                .map(item -> item.at("/payload/title").asText())
                .toList();
    }

    /// A token that is valid for this time only.
    private String tokenFor(Duration life) {
        var claims = api.tokens().claims(user);
        long end = Instant.now().minus(CLOCK_SKEW).plus(life).getEpochSecond();
        claims.put("org_id", Tokens.DEFAULT_TENANT);
        claims.put("iat", end - CLOCK_SKEW.toSeconds());
        claims.put("nbf", end - CLOCK_SKEW.toSeconds());
        claims.put("exp", end);
        return api.tokens().sign(claims);
    }

    private static int statusOf(OfficialClient client) {
        try {
            client.call("listTools", Map.of());
            return 200;
        } catch (ClientFailure refused) {
            return refused.code();
        }
    }

    /// Waits for a comment of the server: only then is a call there that a later message can take back.
    private static void awaitBegun(OfficialClient client) {
        Await.until(
                SOON,
                () -> client.exchanges().stream().anyMatch(MishapsTest::isBegunCall),
                () -> "the server does not begin the call");
    }

    private static boolean isBegunCall(JsonNode exchange) {
        return exchange.path("rpc").asText().equals("tools/call")
                && exchange.path("comments").asInt() > 0
                && !exchange.path("ended").asBoolean();
    }

    private static JsonNode lastCallOf(OfficialClient client) {
        return client.exchanges().stream()
                .filter(exchange -> exchange.path("rpc").asText().equals("tools/call"))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    /// The stream on which the server sends messages of its own.
    private static JsonNode streamOf(OfficialClient client) {
        return client.exchanges().stream()
                .filter(exchange -> exchange.path("method").asText().equals("GET"))
                .findFirst()
                .orElseThrow();
    }

    private static Throwable failureOf(CompletableFuture<JsonNode> call) {
        Await.until(SOON, call::isDone, () -> "the call goes on");
        return call.handle((_, failure) -> failure).join();
    }
}
