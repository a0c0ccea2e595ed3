package dev.toolbridge.tests.project;

import static dev.toolbridge.tests.project.OldClient.ROOT;
import static dev.toolbridge.tests.project.OldClient.get;
import static dev.toolbridge.tests.project.OldClient.key;
import static dev.toolbridge.tests.project.OldClient.send;
import static dev.toolbridge.tests.project.OldClient.shown;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The memories of a FlukeBase client, by their numbers and by its own names, and its tasks.
class OldMemoriesTest {
    private static Team team;
    private static String key;

    @BeforeAll
    static void gather() {
        team = Team.ofAllRoles();
        key = key(team, "developer", "\"read\",\"write\"");
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
        assertThat(send(key, Call.of("DELETE", ROOT + "/memories/" + id)).status())
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

        String stale = one.replace("First", "Other").replace("{", "{\"base_version\":1,");
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
                "7",
                "{\"type\":\"fact\",\"content\":\"x\",\"version\":1,\"base_version\":2}");
        JsonNode told = shown(send(key, "POST", "/memories", "[" + bad + "]"));
        assertThat(summary(told)).isEqualTo("1 created 10 errors");
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
}
