package dev.toolbridge.tests.project;

import static dev.toolbridge.tests.project.OldClient.ROOT;
import static dev.toolbridge.tests.project.OldClient.error;
import static dev.toolbridge.tests.project.OldClient.get;
import static dev.toolbridge.tests.project.OldClient.key;
import static dev.toolbridge.tests.project.OldClient.send;
import static dev.toolbridge.tests.project.OldClient.shown;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The steps of a FlukeBase client: projects, the context, a file of variables, refusals, the rate.
class OldClientTest {
    private static final String MASK = "***REDACTED***";

    private static Team team;
    private static Team other;
    private static String key;

    @BeforeAll
    static void gather() {
        team = Team.ofAllRoles();
        other = new Team();
        key = key(team, "developer", "\"read\",\"write\"");
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

        requireProject(context);
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
        assertThat(shown(get(own.token("viewer"), "/context?project_id=" + context.at("/project/id"))))
                .isEqualTo(context);
    }

    private static void requireProject(JsonNode context) {
        assertThat(context.at("/project/id").isIntegralNumber()).isTrue();
        assertThat(context.at("/project/name").asText()).isEqualTo("A team");
        assertThat(context.at("/project/stage").asText()).isEqualTo("mvp");
        assertThat(context.at("/project/repository_url").asText()).isEqualTo("flukebase/shop");
        assertThat(context.at("/project/description").isNull()).isTrue();
        assertThat(context.at("/project/created_at").asText()).endsWith("Z");
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
        assertThat(send(revealer, asTool).toString()).doesNotContain("marked");
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
    void aNameGivesAnAgentNothing() {
        JsonNode plain = shown(send(key, "POST", "/agents/register", "{\"name\":\"reviewer\"}"));
        assertThat(plain.at("/agent/name").asText()).isEqualTo("reviewer");
        assertThat(plain.at("/agent/client").isTextual()).isTrue();
        assertThat(plain.at("/agent/granted").asBoolean()).isTrue();
        for (String claim : new String[] {
            "{\"name\":\"OPERATOR\"}",
            "{\"name\":\"OPERATOR\",\"is_named_persona\":false}",
            "{\"name\":\"reviewer\",\"is_named_persona\":true}"
        }) {
            JsonNode persona = shown(send(key, "POST", "/agents/register", claim));
            assertThat(persona.at("/agent/is_named_persona").asBoolean()).isTrue();
            assertThat(persona.at("/agent/granted").asBoolean(true)).isFalse();
        }
        for (String bad : new String[] {
            "{}",
            "{\"name\":\" \"}",
            "{\"name\":1}",
            "{\"name\":\"a\",\"is_named_persona\":\"yes\"}",
            "{\"name\":\"" + "a".repeat(101) + "\"}",
            "{\"name\":\"a\",\"rights\":[]}"
        }) {
            assertThat(error(send(key, "POST", "/agents/register", bad), 400)).isEqualTo("bad_request");
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
        Reply reply = send(fresh, call);
        assertThat(reply.header("X-RateLimit-Limit")).contains("100");
        while (reply.status() == 200 && taken < 1_000) {
            taken++;
            reply = send(fresh, call);
        }
        long refilled = (System.nanoTime() - begin) * 100 / TimeUnit.MINUTES.toNanos(1) + 1;
        assertThat(error(reply, 429)).isEqualTo("rate_limited");
        assertThat(reply.header("Retry-After")).isPresent();
        assertThat((long) taken).isBetween(100L, 100 + refilled);
        Call elsewhere = Call.of("GET", team.project(""));
        assertThat(send(fresh, elsewhere).status()).isEqualTo(200);
        assertThat(get(key(team, "developer", "\"read\""), "/context").status()).isEqualTo(200);
    }
}
