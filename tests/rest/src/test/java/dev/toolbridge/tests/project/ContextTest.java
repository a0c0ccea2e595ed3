package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The context of a project: whole in three sizes, and what changed.
class ContextTest {
    private final Team team = new Team();

    @Test
    void tellsWhatAMemberNeedsToKnow() {
        team.send(
                "owner", "PATCH", team.project(""), "{\"stage\":\"beta\",\"description\":\"" + "d".repeat(400) + "\"}");
        String milestone = make("milestones", "{\"title\":\"First\",\"dueDate\":\"2027-01-31\"}");
        String done = make("milestones", "{\"title\":\"Zeroth\",\"status\":\"completed\"}");
        String task = make("tasks", "{\"title\":\"Font\",\"milestoneUid\":\"" + milestone + "\"}");
        make("tasks", "{\"title\":\"Logo\",\"done\":true}");
        make("tasks", "{\"title\":\"Name\",\"status\":\"archived\"}");

        Reply context = context("");
        assertThat(context.at("/level").asText()).isEqualTo("standard");
        assertThat(context.at("/project/uid").asText()).isEqualTo(team.id());
        assertThat(context.at("/project/slug").asText()).isEqualTo(team.slug());
        assertThat(context.at("/project/description").asText()).hasSize(301).endsWith("d…");
        assertThat(context.at("/members/0/role").asText()).isEqualTo("owner");
        assertThat(uids(context, "milestones")).containsExactly(milestone);
        assertThat(uids(context, "tasks")).containsExactly(task);
        assertThat(context.at("/tasks/0/milestoneUid").asText()).isEqualTo(milestone);
        assertThat(context.at("/mcpConfiguration/preset").asText()).isEqualTo("developer");
        assertThat(context.at("/dropped").toString()).isEqualTo("{\"texts\":1}");

        Reply full = context("?level=full");
        assertThat(uids(full, "milestones")).containsExactly(done, milestone);
        assertThat(full.at("/project/description").asText()).hasSize(400);
        assertThat(full.at("/dropped")).isEmpty();
        assertThat(context("?level=minimal").at("/project").has("description")).isFalse();
    }

    @Test
    void tellsMemoriesAndTheNamesOfVariables() {
        String pinned = make("memories", "{\"memoryType\":\"convention\",\"content\":\"Prices are in cents.\"}");
        String fact = make("memories", "{\"memoryType\":\"fact\",\"content\":\"" + "word ".repeat(100) + "\"}");
        String disputed = make("memories", "{\"memoryType\":\"fact\",\"content\":\"The earth is flat.\"}");
        team.send("owner", "POST", team.space("/memories/" + disputed + "/process"), "{\"action\":\"dispute\"}");
        setVariable("development", "STRIPE_API_KEY", "sk-of-the-tests");
        setVariable("production", "PORT", "8080");

        Reply context = context("");
        assertThat(uids(context, "memories")).containsExactly(fact, pinned);
        assertThat(context.at("/memories/0/content").asText()).hasSize(301).endsWith("…");
        assertThat(context.at("/environment/0/key").asText()).isEqualTo("PORT");
        assertThat(context.at("/environment/1/isSecret").asBoolean()).isTrue();
        assertThat(context.body()).doesNotContain("sk-of-the-tests", "8080");

        Reply minimal = context("?level=minimal&environment=development");
        assertThat(uids(minimal, "memories")).containsExactly(pinned);
        assertThat(minimal.at("/memories/0/content").asText()).isEqualTo("Prices are in cents.");
        assertThat(minimal.at("/environment")).hasSize(1);
    }

    private void setVariable(String environment, String key, String value) {
        String path = team.project("/environment/" + environment + "/" + key);
        assertThat(team.send("owner", "PUT", path, "{\"value\":\"" + value + "\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void saysHowManyItLeavesOut() {
        var operations = IntStream.range(0, 60)
                .mapToObj(
                        number -> Map.of("op", "create", "type", "task", "payload", Map.of("title", "Task " + number)))
                .toList();
        Reply made = team.send(
                "owner",
                "POST",
                team.space("/batch"),
                JsonValues.of(Map.of("operations", operations)).toString());
        assertThat(made.status()).as(made::toString).isEqualTo(200);
        assertThat(context("?level=minimal").at("/dropped/tasks").asInt()).isEqualTo(50);
        assertThat(context("").at("/dropped/tasks").asInt()).isEqualTo(10);
        assertThat(context("?level=full").at("/dropped")).isEmpty();
    }

    @Test
    void tellsWhatChangedSince() {
        String task = make("tasks", "{\"title\":\"Font\"}");
        String other = make("tasks", "{\"title\":\"Logo\"}");
        String cursor = context("").at("/cursor").asText();
        Reply nothing = context("?since=" + cursor);
        assertThat(nothing.json().propertyStream().map(field -> field.getKey()))
                .containsExactlyInAnyOrder("level", "dropped", "cursor");

        team.send("owner", "DELETE", team.space("/tasks/" + task));
        team.send("owner", "POST", team.space("/tasks/" + other + "/process"), "{\"action\":\"complete\"}");
        Reply changed = context("?since=" + cursor);
        assertThat(uids(changed, "tasks")).containsExactly(other, task);
        assertThat(changed.at("/tasks/0/done").asBoolean()).isTrue();
        assertThat(changed.at("/tasks/1/deleted").asBoolean()).isTrue();
        assertThat(changed.json().has("project")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "?since=yesterday, invalid_cursor",
        "?since=, invalid_cursor",
        "?level=all, invalid_parameter",
        "?environment=test, invalid_parameter"
    })
    void refusesOtherQuestions(String query, String code) {
        Reply refused = context(query);
        assertThat(refused.status()).as(refused::toString).isEqualTo(400);
        assertThat(refused.at("/code").asText()).isEqualTo(code);
    }

    @Test
    void refusesThePlaceOfAnotherProject() {
        String cursor = context("").at("/cursor").asText();
        String other = team.send("owner", "POST", "/v1/projects", "{\"name\":\"Other " + team.id() + "\"}")
                .at("/id")
                .asText();
        Reply refused = team.send("owner", "GET", "/v1/projects/" + other + "/context?since=" + cursor);
        assertThat(refused.at("/code").asText()).as(refused::toString).isEqualTo("invalid_cursor");
        String feed = team.send("owner", "GET", team.space("/changes"))
                .at("/nextCursor")
                .asText();
        assertThat(context("?since=" + feed).status()).isEqualTo(400);
    }

    /// A credential that may not read a type is told nothing of it.
    @Test
    void keepsToTheScopes() {
        make("tasks", "{\"title\":\"secret plan\"}");
        Call call = Call.of("GET", team.project("/context"));
        Reply narrow = team.sendWith(team.token("owner", "projects:read"), call);
        assertThat(narrow.status()).isEqualTo(200);
        assertThat(narrow.body()).doesNotContain("secret plan").doesNotContain("members");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud83d\\ude00", "{{x}} ' OR 1=1 --", "\\\"}]"})
    void takesAnyText(String title) {
        Reply made = team.send("owner", "POST", team.space("/tasks"), "{\"title\":\"" + title + "\"}");
        if (made.status() == 201) {
            assertThat(context("").at("/tasks/0/title")).isEqualTo(made.at("/payload/title"));
        }
    }

    private Reply context(String query) {
        return team.send("owner", "GET", team.project("/context" + query));
    }

    private String make(String plural, String body) {
        Reply made = team.send("owner", "POST", team.space("/" + plural), body);
        assertThat(made.status()).as(made::toString).isEqualTo(201);
        return made.at("/uid").asText();
    }

    private static List<String> uids(Reply context, String part) {
        var uids = new ArrayList<String>();
        context.at("/" + part).forEach(entry -> uids.add(entry.path("uid").asText()));
        return uids;
    }
}
