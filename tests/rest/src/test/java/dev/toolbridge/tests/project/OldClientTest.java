package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The steps of a FlukeBase client: the context, a file of variables, memories, a webhook and its signature, tasks.
class OldClientTest {
    private static final String ROOT = "/api/v1/flukebase_connect";
    private static final String MASK = "***REDACTED***";
    private static final int PATIENCE_SECONDS = 120;

    private static Team team;
    private static Team other;
    private static String key;

    @BeforeAll
    static void gather() {
        team = Team.ofAllRoles();
        other = new Team();
        key = key(team, "developer", "\"read\",\"write\"");
    }

    private static String key(Team of, String person, String scopes) {
        Reply made =
                of.send(person, "POST", of.project("/tokens"), "{\"name\":\"old client\",\"scopes\":[" + scopes + "]}");
        assertThat(made.status()).as(made::toString).isEqualTo(201);
        return made.at("/key").textValue();
    }

    private static Reply get(String credential, String path) {
        return team.sendWith(credential, Call.of("GET", ROOT + path));
    }

    private static Reply send(String credential, String method, String path, String body) {
        return team.sendWith(credential, Call.of(method, ROOT + path).json(body));
    }

    private static Reply asAdmin(String method, String path, String body) {
        Call call = Call.of(method, ROOT + "/projects/" + team.slug() + path);
        return team.send("admin", body.isEmpty() ? call : call.json(body));
    }

    private static JsonNode shown(Reply reply) {
        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        return reply.json();
    }

    @Test
    void showsTheContextOfTheKeysProject() {
        var own = Team.ofAllRoles();
        own.send("owner", "PATCH", own.project(""), "{\"stage\":\"mvp\",\"repositoryUrl\":\"flukebase/shop\"}");
        own.send("developer", "PUT", own.project("/environment/development/LOG_LEVEL"), "{\"value\":\"debug\"}");
        own.send("owner", "PUT", own.project("/environment/production/API_KEY"), "{\"value\":\"marked\"}");
        own.send(
                "developer",
                "POST",
                own.space("/milestones"),
                "{\"title\":\"First\",\"status\":\"pending\",\"dueDate\":\"2027-01-31\"}");
        String reader = key(own, "owner", "\"read\",\"write\"");
        send(reader, "POST", "/memories", "{\"type\":\"fact\",\"content\":\"It ships.\",\"tags\":[\"a\"]}");

        JsonNode context = shown(get(reader, "/context"));

        assertThat(context.at("/project/id").isIntegralNumber()).isTrue();
        assertThat(context.at("/project/name").asText()).isEqualTo("A team");
        assertThat(context.at("/project/stage").asText()).isEqualTo("mvp");
        assertThat(context.at("/project/repository_url").asText()).isEqualTo("flukebase/shop");
        assertThat(context.at("/project/description").isNull()).isTrue();
        assertThat(context.at("/project/created_at").asText()).endsWith("Z");
        assertThat(context.at("/environment_variables/0").toString())
                .isEqualTo("{\"key\":\"LOG_LEVEL\",\"value\":\"debug\",\"is_secret\":false,"
                        + "\"environment\":\"development\"}");
        assertThat(context.at("/environment_variables/1").toString())
                .isEqualTo("{\"key\":\"API_KEY\",\"value\":\"" + MASK + "\",\"is_secret\":true,"
                        + "\"environment\":\"production\",\"masked\":true}");
        assertThat(context.at("/milestones/0/id").isIntegralNumber()).isTrue();
        assertThat(context.at("/milestones/0/due_date").asText()).isEqualTo("2027-01-31");
        assertThat(context.at("/team_members")).hasSize(4);
        assertThat(context.at("/team_members/0/id").asInt()).isEqualTo(1);
        assertThat(context.at("/team_members/0/role").asText()).isEqualTo("owner");
        assertThat(context.at("/mcp_configuration/preset").asText()).isEqualTo("developer");
        assertThat(context.at("/mcp_configuration/context_level").asText()).isEqualTo("standard");
        assertThat(context.at("/memories/0/content").asText()).isEqualTo("It ships.");
        assertThat(context.at("/memories/0/user/id").asInt()).isEqualTo(1);
        assertThat(context.toString()).doesNotContain("marked");
        assertThat(shown(own.sendWith(
                        own.token("viewer"),
                        Call.of("GET", ROOT + "/context?project_id=" + context.at("/project/id")))))
                .isEqualTo(context);
    }

    @Test
    void showsSecretsToKeysThatReveal() {
        var own = new Team();
        own.send("owner", "PUT", own.project("/environment/development/API_KEY"), "{\"value\":\"marked\"}");
        own.send("owner", "PUT", own.project("/environment/production/API_KEY"), "{\"value\":\"hidden\"}");
        String reader = key(own, "owner", "\"read\"");
        String revealer = key(own, "owner", "\"read\",\"environment:reveal\"");

        assertThat(get(reader, "/env").toString()).doesNotContain("marked").doesNotContain("hidden");
        assertThat(own.audited("environment.revealed")).isEmpty();
        JsonNode revealed = shown(get(revealer, "/env"));

        assertThat(revealed.at("/environment_variables/0/value").asText()).isEqualTo("marked");
        assertThat(revealed.at("/environment_variables/0").has("masked")).isFalse();
        assertThat(revealed.at("/environment_variables/1/value").asText()).isEqualTo(MASK);
        assertThat(own.audited("environment.revealed")).hasSize(1);
        Call asTool = Call.of("GET", ROOT + "/env").with("X-TB-Tool", "a_tool");
        assertThat(own.sendWith(revealer, asTool).toString()).doesNotContain("marked");
        JsonNode staging = shown(get(revealer, "/env?environment=staging"));
        assertThat(staging.at("/environment_variables")).isEmpty();
    }

    @Test
    void listsAndFindsProjects() {
        String repository = "git@github.com:flukebase/" + team.slug() + ".git";
        team.send("owner", "PATCH", team.project(""), "{\"repositoryUrl\":\"" + repository + "\"}");
        JsonNode all = shown(get(team.token("owner"), "/projects"));
        assertThat(all.at("/projects")).hasSize(1);
        assertThat(all.at("/meta/total").asInt()).isEqualTo(1);
        assertThat(shown(get(team.token("owner"), "/projects?page=2")).at("/projects"))
                .isEmpty();
        String number = all.at("/projects/0/id").asText();
        String url = "https://github.com/flukebase/" + team.slug();
        for (String path : new String[] {"/projects/find?repository_url=" + url, "/projects/" + number}) {
            assertThat(shown(get(key, path)).at("/project/id").asText()).isEqualTo(number);
        }
        assertThat(get(team.token("owner"), "/projects/find?repository_url=flukebase/none")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void keepsTheNumberOfAMemory() {
        JsonNode made = shown(send(key, "POST", "/memories", "{\"type\":\"gotcha\",\"content\":\"One.\"}"));
        long id = made.at("/sync_results/created/0/id").longValue();
        assertThat(id).isPositive();
        for (String content : new String[] {"Two.", "Three."}) {
            Reply changed = send(key, "PATCH", "/memories/" + id, "{\"content\":\"" + content + "\"}");
            assertThat(shown(changed).at("/memory/id").longValue()).isEqualTo(id);
        }
        JsonNode shown = shown(get(key, "/memories/" + id));
        assertThat(shown.at("/memory/content").asText()).isEqualTo("Three.");
        assertThat(shown.at("/memory/version").asInt()).isEqualTo(3);
        assertThat(shown.at("/memory/memory_type").asText()).isEqualTo("gotcha");
        Reply stale = send(key, "PUT", "/memories/" + id, "{\"content\":\"Four.\",\"version\":2}");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.at("/error").asText()).isEqualTo("version_mismatch");
        assertThat(team.sendWith(key, Call.of("DELETE", ROOT + "/memories/" + id))
                        .status())
                .isEqualTo(204);
        assertThat(get(key, "/memories/" + id).status()).isEqualTo(404);
        JsonNode late = shown(send(key, "POST", "/memories", "{\"id\":" + id + ",\"content\":\"Five.\"}"));
        assertThat(late.at("/sync_results/errors/0/error").asText()).isEqualTo("not_found");
    }

    @Test
    void takesMemoriesInThreeForms() {
        String one = "{\"external_id\":\"a-1\",\"memory_type\":\"fact\",\"content\":\"First.\"}";
        assertThat(summary(shown(send(key, "POST", "/memories", one)))).isEqualTo("1 created");
        assertThat(summary(shown(send(key, "POST", "/memories", "[" + one + "]"))))
                .isEqualTo("1 unchanged");
        String two = one.replace("First", "Second");
        JsonNode third = shown(send(key, "POST", "/memories", "{\"memories\":[" + two + "]}"));
        assertThat(summary(third)).isEqualTo("1 updated");
        assertThat(third.at("/sync_results/updated/0/external_id").asText()).isEqualTo("a-1");
        assertThat(third.at("/synced_at").asText()).endsWith("Z");

        String stale = one.replace("First", "Other").replace("{", "{\"version\":1,");
        JsonNode conflict = shown(send(key, "POST", "/memories", stale));
        assertThat(summary(conflict)).isEqualTo("1 conflicts");
        assertThat(conflict.at("/sync_results/conflicts/0/reason").asText()).isEqualTo("local_wins");
        JsonNode standing = shown(team.send("viewer", "GET", team.project("/conflicts")));
        assertThat(standing.toString()).contains("Second.").contains("Other.");
    }

    @Test
    void tellsOfEachBadMemoryAlone() {
        String good = "{\"external_id\":\"b-1\",\"type\":\"fact\",\"content\":\"Good.\"}";
        String bad = String.join(
                ",",
                good,
                good.replace("Good", "Twice"),
                "{\"type\":\"fact\",\"content\":\"-----BEGIN RSA PRIVATE KEY-----\"}",
                "{\"type\":\"rumour\",\"content\":\"x\"}",
                "{\"type\":\"fact\",\"memory_type\":\"gotcha\",\"content\":\"x\"}",
                "{\"type\":\"fact\"}",
                "{\"type\":\"fact\",\"content\":\"x\",\"colour\":\"red\"}",
                "{\"type\":\"fact\",\"content\":\"x\",\"synced_at\":\"yesterday\"}",
                "{\"id\":\"7\",\"type\":\"fact\",\"content\":\"x\"}",
                "7");
        JsonNode told = shown(send(key, "POST", "/memories", "[" + bad + "]"));
        assertThat(summary(told)).isEqualTo("1 created 9 errors");
        assertThat(told.at("/sync_results/errors/0/external_id").asText()).isEqualTo("b-1");
        assertThat(told.at("/sync_results/errors/1/error").asText()).isEqualTo("looks_like_secret");
        assertThat(told.at("/sync_results/errors/1/message").asText()).contains("private_key");
        assertThat(told.at("/sync_results/errors/8/index").asInt()).isEqualTo(9);

        String many = IntStream.rangeClosed(1, 1_001)
                .mapToObj(place -> "{\"external_id\":\"c-" + place + "\",\"type\":\"fact\",\"content\":\"x\"}")
                .collect(Collectors.joining(","));
        assertThat(send(key, "POST", "/memories", "[" + many + "]").at("/error").asText())
                .isEqualTo("bad_request");
        assertThat(send(key, "POST", "/memories", "[").at("/error").asText()).isEqualTo("bad_request");
    }

    @Test
    void listsMemoriesInPages() {
        var own = new Team();
        String writer = key(own, "owner", "\"read\",\"write\"");
        String many = IntStream.rangeClosed(1, 1_000)
                .mapToObj(place -> "{\"external_id\":\"" + place + "\",\"type\":\"" + (place == 7 ? "gotcha" : "fact")
                        + "\",\"content\":\"Number " + place + ".\",\"tags\":[\"t" + place % 10 + "\"]}")
                .collect(Collectors.joining(","));
        assertThat(summary(shown(send(writer, "POST", "/memories", "{\"memories\":[" + many + "]}"))))
                .isEqualTo("1000 created");
        JsonNode page = shown(get(writer, "/memories?page=10"));
        assertThat(page.at("/memories")).hasSize(100);
        assertThat(page.at("/memories/99/external_id").asText()).isEqualTo("1000");
        assertThat(page.at("/meta").toString())
                .isEqualTo("{\"page\":10,\"per_page\":100,\"total\":1000,\"total_pages\":10}");
        assertThat(shown(get(writer, "/memories?page=11")).at("/meta/total").asInt())
                .isEqualTo(1_000);
        assertThat(shown(get(writer, "/memories?tag=t3")).at("/meta/total").asInt())
                .isEqualTo(100);
        assertThat(shown(get(writer, "/memories?q=NUMBER%2077"))
                        .at("/meta/total")
                        .asInt())
                .isEqualTo(11);
        JsonNode only = shown(get(writer, "/memories?type=gotcha&since=2020-01-01"));
        assertThat(only.at("/memories")).hasSize(1);
        assertThat(shown(get(writer, "/memories?since=2999-01-01T00:00:00Z")).at("/memories"))
                .isEmpty();
    }

    private static String summary(JsonNode answer) {
        return answer.path("summary")
                .propertyStream()
                .filter(count ->
                        !count.getKey().equals("total") && count.getValue().asInt() > 0)
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(" "));
    }

    @Test
    void signsWhatItsWebhooksSend() throws Exception {
        var own = Team.ofAllRoles();
        var received = new CompletableFuture<Optional<String>>();
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        var secret = new CompletableFuture<String>();
        receiver.createContext("/", exchange -> answer(exchange, secret, received));
        receiver.start();
        try {
            String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
            String order = "{\"webhook\":{\"callback_url\":\"" + url + "\",\"events\":[\"memory.created\"]}}";
            Call create =
                    Call.of("POST", ROOT + "/webhooks?project_id=" + own.slug()).json(order);
            Reply made = own.send("admin", create);
            assertThat(made.status()).as(made::toString).isEqualTo(201);
            assertThat(made.at("/webhook/id").intValue()).isEqualTo(1);
            secret.complete(made.at("/webhook/secret").textValue());
            send(key(own, "developer", "\"write\""), "POST", "/memories", "{\"type\":\"fact\",\"content\":\"x\"}");
            String number =
                    own.send("viewer", "GET", own.project("")).at("/number").asText();
            assertThat(received.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains(number);
        } finally {
            receiver.stop(0);
        }
    }

    /// Takes a request whose signature is that of its body, as the guide checks it.
    private static void answer(
            HttpExchange exchange, CompletableFuture<String> secret, CompletableFuture<Optional<String>> received)
            throws java.io.IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            var mac = Mac.getInstance("HmacSHA256");
            byte[] code = secret.get(PATIENCE_SECONDS, TimeUnit.SECONDS).getBytes(StandardCharsets.US_ASCII);
            mac.init(new SecretKeySpec(code, "HmacSHA256"));
            String expected = "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
            boolean isGenuine = expected.equals(exchange.getRequestHeaders().getFirst("X-FlukeBase-Signature"));
            received.complete(
                    isGenuine
                            ? Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-FlukeBase-Project-ID"))
                            : Optional.empty());
        } catch (Exception failure) {
            received.completeExceptionally(failure);
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    @Test
    void changesWebhooksByTheirNumbers() {
        String order = "{\"callback_url\":\"http://127.0.0.1:9/x\",\"events\":[\"milestone.*\"],\"active\":false}";
        Reply made = asAdmin("POST", "/webhooks", order);
        assertThat(made.status()).as(made::toString).isEqualTo(201);
        String one = "/webhooks/" + made.at("/webhook/id").asText();
        assertThat(made.at("/webhook/active").asBoolean()).isFalse();
        JsonNode changed = shown(asAdmin("PATCH", one, "{\"webhook\":{\"events\":[\"env.*\"],\"active\":true}}"));
        assertThat(changed.at("/webhook/events/0").asText()).isEqualTo("env.*");
        assertThat(shown(asAdmin("PUT", one, "{\"active\":false}"))
                        .at("/webhook/active")
                        .asBoolean())
                .isFalse();
        assertThat(shown(asAdmin("GET", one, "")).at("/webhook").has("secret")).isFalse();
        assertThat(shown(asAdmin("GET", "/webhooks", "")).at("/webhooks")).isNotEmpty();
        for (String bad : new String[] {
            order.replace("milestone.*", "milestone.eaten"),
            order.replace("http://127.0.0.1:9", "https://[::ffff:10.0.0.1]"),
            order.replace("http://127.0.0.1:9", "https://169.254.169.254"),
            order.replace("http://127.0.0.1:9", "https://100.64.0.1"),
            order.replace("{", "{\"colour\":1,"),
            "{\"webhook\":" + order + ",\"active\":true}"
        }) {
            Reply refused = asAdmin("POST", "/webhooks", bad);
            assertThat(refused.status()).as("%s %s", bad, refused).isEqualTo(400);
            assertThat(refused.at("/error").asText()).isEqualTo("bad_request");
        }
        assertThat(asAdmin("DELETE", one, "").status()).isEqualTo(204);
        assertThat(asAdmin("GET", one, "").at("/error").asText()).isEqualTo("not_found");
        assertThat(asAdmin("POST", "/webhooks", order).at("/webhook/id").asLong())
                .isGreaterThan(made.at("/webhook/id").asLong());
    }

    @Test
    void followsTasks() {
        String order = "{\"task_id\":\"AUTH-7\",\"description\":\"Log in.\",\"dependency\":\"AGENT_CAPABLE\","
                + "\"priority\":\"high\",\"tags\":[\"auth\"]}";
        Reply made = send(key, "POST", "/wedo_tasks", order);
        assertThat(made.status()).as(made::toString).isEqualTo(201);
        assertThat(made.at("/wedo_task/status").asText()).isEqualTo("pending");
        assertThat(send(key, "POST", "/wedo_tasks", order).status()).isEqualTo(200);
        assertThat(send(key, "POST", "/wedo_tasks", order.replace("in.", "out."))
                        .status())
                .isEqualTo(409);
        JsonNode blocked = shown(send(key, "PATCH", "/wedo_tasks/AUTH-7", "{\"status\":\"blocked\"}"));
        assertThat(blocked.at("/wedo_task/tags").toString()).isEqualTo("[\"auth\",\"blocked\"]");
        assertThat(blocked.at("/wedo_task/status").asText()).isEqualTo("blocked");
        JsonNode done = shown(send(
                key, "PATCH", "/wedo_tasks/AUTH-7", "{\"status\":\"completed\",\"synthesis_note\":\"It works.\"}"));
        assertThat(done.at("/wedo_task/status").asText()).isEqualTo("completed");
        assertThat(done.at("/wedo_task/tags").toString()).isEqualTo("[\"auth\"]");
        assertThat(done.at("/wedo_task/description").asText())
                .matches("Log in\\.\n\n\\[[0-9TZ:.-]+ developer-[0-9a-f-]+] It works\\.");
        JsonNode task = team.send("viewer", "GET", team.space("/tasks?status=eq.completed"))
                .json();
        assertThat(task.at("/items/0/payload/title").asText())
                .as(task::toString)
                .isEqualTo("AUTH-7");
        assertThat(send(key, "PATCH", "/wedo_tasks/AUTH-8", "{\"status\":\"pending\"}")
                        .status())
                .isEqualTo(404);
        for (String bad : new String[] {"{}", "{\"status\":\"eaten\"}", "{\"state\":\"pending\"}"}) {
            assertThat(send(key, "PATCH", "/wedo_tasks/AUTH-7", bad)
                            .at("/error")
                            .asText())
                    .as(bad)
                    .isEqualTo("bad_request");
        }
    }

    @Test
    void namesEachRefusal() {
        assertThat(error(get("nonsense", "/context"), 401)).isEqualTo("unauthorized");
        assertThat(error(get(team.token("owner"), "/context"), 400)).isEqualTo("project_required");
        assertThat(error(get(team.token("stranger"), "/context?project_id=" + team.slug()), 404))
                .isEqualTo("not_found");
        String memory = "{\"type\":\"fact\",\"content\":\"x\"}";
        Call write =
                Call.of("POST", ROOT + "/memories?project_id=" + team.slug()).json(memory);
        assertThat(error(team.send("viewer", write), 403)).isEqualTo("forbidden");
        assertThat(error(get(key, "/webhooks"), 403)).isEqualTo("forbidden");
        assertThat(error(get(key, "/memories?since=yesterday"), 400)).isEqualTo("bad_request");
        assertThat(error(get(key, "/memories?type=rumour"), 400)).isEqualTo("bad_request");
        assertThat(error(get(key, "/memories?page=0"), 400)).isEqualTo("bad_request");
        assertThat(error(get(key, "/env?environment=moon"), 400)).isEqualTo("bad_request");
        assertThat(error(get(key, "/context?colour=red"), 400)).isEqualTo("bad_request");
        assertThat(error(get(key, "/projects/find"), 400)).isEqualTo("bad_request");
    }

    private static String error(Reply reply, int status) {
        assertThat(reply.status()).as(reply::toString).isEqualTo(status);
        assertThat(reply.json()).as(reply::toString).hasSize(2);
        assertThat(reply.at("/message").asText()).isNotBlank();
        return reply.at("/error").asText();
    }

    /// The number of an item of one project means nothing in another, whatever names the project.
    @ParameterizedTest
    @CsvSource({"memories", "webhooks"})
    void keepsProjectsApart(String kind) {
        String admin = key(team, "owner", "\"admin\"");
        String theirs = key(other, "owner", "\"admin\"");
        String body = kind.equals("memories")
                ? "{\"type\":\"fact\",\"content\":\"Theirs.\"}"
                : "{\"callback_url\":\"http://127.0.0.1:9/x\",\"events\":[\"*\"],\"active\":false}";
        long number = 0;
        for (int count = 0; count < 3; count++) {
            Reply made = send(theirs, "POST", "/" + kind, body.replace("Theirs", "Theirs " + count));
            number = made.at(kind.equals("memories") ? "/sync_results/created/0/id" : "/webhook/id")
                    .longValue();
        }
        assertThat(shown(get(theirs, "/" + kind + "/" + number))).isNotEmpty();
        Reply mine = get(admin, "/" + kind + "/" + number);
        assertThat(mine.body()).doesNotContain("Theirs");
        assertThat(error(get(admin, "/projects/" + other.slug() + "/" + kind), 404))
                .isEqualTo("not_found");
        assertThat(error(get(admin, "/" + kind + "?project_id=" + other.id()), 404))
                .isEqualTo("not_found");
    }

    @Test
    void takesAHundredRequestsAMinuteOfAKey() {
        String fresh = key(team, "developer", "\"read\"");
        Call call = Call.of("GET", ROOT + "/projects/" + team.slug());
        long begin = System.nanoTime();
        int taken = 0;
        Reply reply = team.sendWith(fresh, call);
        assertThat(reply.header("X-RateLimit-Limit")).contains("100");
        while (reply.status() == 200 && taken < 1_000) {
            taken++;
            reply = team.sendWith(fresh, call);
        }
        long refilled = (System.nanoTime() - begin) * 100 / TimeUnit.MINUTES.toNanos(1) + 1;
        assertThat(error(reply, 429)).isEqualTo("rate_limited");
        assertThat(reply.header("Retry-After")).isPresent();
        assertThat((long) taken).isBetween(100L, 100 + refilled);
        Call elsewhere = Call.of("GET", team.project(""));
        assertThat(team.sendWith(fresh, elsewhere).status()).isEqualTo(200);
        assertThat(get(key(team, "developer", "\"read\""), "/context").status()).isEqualTo(200);
    }
}
