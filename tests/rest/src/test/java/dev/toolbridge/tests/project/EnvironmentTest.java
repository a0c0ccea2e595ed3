package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The environment variables of a project: set, masked, imported, rolled back, deleted, revealed.
class EnvironmentTest {
    private static final int VALUE_BYTES_MAX = 65_536;

    private final Team team = Team.ofAllRoles();

    @Test
    void showsNoValueOfASecret() {
        assertThat(set("/development/API_KEY", "{\"value\":\"s3cret\"}").status())
                .isEqualTo(201);
        assertThat(set("/development/LOG_LEVEL", "{\"value\":\"debug\",\"isRequired\":true}")
                        .status())
                .isEqualTo(201);
        Reply list = send("viewer", "GET", "/development");
        assertThat(list.at("/variables")).hasSize(2);
        assertThat(list.at("/variables/0/key").asText()).isEqualTo("API_KEY");
        assertThat(list.at("/variables/0/isSecret").asBoolean()).isTrue();
        assertThat(list.at("/variables/0").has("value")).isFalse();
        assertThat(list.at("/variables/1/value").asText()).isEqualTo("debug");
        assertThat(list.at("/variables/1/isRequired").asBoolean()).isTrue();
        assertThat(send("viewer", "GET", "/staging").at("/variables")).isEmpty();
        Reply item = team.send("viewer", "GET", team.space("/environment"));
        assertThat(item.at("/items")).hasSize(2);
        assertThat(item.toString()).contains("API_KEY").doesNotContain("s3cret").doesNotContain("\"debug\"");
    }

    @Test
    void changesOnlyTheVersionThatItsAuthorKnows() {
        Reply made = set("/development/NAME", "{\"value\":\"a\",\"description\":\"the name\"}");
        String tag = made.header("ETag").orElseThrow();
        Reply same = set("/development/NAME", "{\"value\":\"a\"}");
        assertThat(same.header("ETag")).contains(tag);
        Reply changed = team.send(
                "developer",
                call("PUT", "/development/NAME", "{\"value\":\"b\"}").with("If-Match", tag));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("/valueVersion").asInt()).isEqualTo(2);
        assertThat(changed.at("/description").asText()).isEqualTo("the name");
        Reply late = team.send(
                "developer",
                call("PUT", "/development/NAME", "{\"value\":\"c\"}").with("If-Match", tag));
        assertThat(late.status()).isEqualTo(412);
        Reply onlyNew = team.send(
                "developer",
                call("PUT", "/development/NAME", "{\"value\":\"c\"}").with("If-Match", "0"));
        assertThat(onlyNew.status()).isEqualTo(412);
        Call delete = Call.of("DELETE", path("/development/NAME")).with("If-Match", tag);
        assertThat(team.send("developer", delete).status()).isEqualTo(412);
        assertThat(send("developer", "DELETE", "/development/NAME").status()).isEqualTo(204);
        assertThat(send("developer", "DELETE", "/development/NAME").status()).isEqualTo(404);
        assertThat(send("developer", "GET", "/development/NAME/history").status())
                .isEqualTo(404);
        Reply again = set("/development/NAME", "{\"value\":\"d\"}");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.at("/valueVersion").asInt()).isEqualTo(3);
        assertThat(again.at("/description").isMissingNode()).isTrue();
    }

    @Test
    void keepsTenOldValuesAndReturnsToEach() {
        IntStream.rangeClosed(1, 12).forEach(number -> set("/staging/TURN", "{\"value\":\"v" + number + "\"}"));
        Reply history = send("viewer", "GET", "/staging/TURN/history");
        assertThat(history.at("/versions")).hasSize(11);
        assertThat(history.at("/versions/0/valueVersion").asInt()).isEqualTo(12);
        assertThat(history.at("/versions/0/isCurrent").asBoolean()).isTrue();
        assertThat(history.at("/versions/10/valueVersion").asInt()).isEqualTo(2);
        assertThat(rollBack("/staging/TURN", 1).status()).isEqualTo(404);
        Reply back = rollBack("/staging/TURN", 2);
        assertThat(back.at("/valueVersion").asInt()).as(back::toString).isEqualTo(13);
        assertThat(send("viewer", "GET", "/staging").at("/variables/0/value").asText())
                .isEqualTo("v2");
    }

    /// Setting values is no right to see them: no way leads from a secret to a value that is shown.
    @Test
    void showsAFormerSecretOnlyToWhoSendsItsValue() {
        set("/development/PASSWORD", "{\"value\":\"hidden\"}");
        Reply refused = set("/development/PASSWORD", "{\"isSecret\":false}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/field").asText()).isEqualTo("value");
        assertThat(set("/development/PASSWORD", "{\"isSecret\":false,\"value\":\"open\"}")
                        .status())
                .isEqualTo(200);
        assertThat(send("viewer", "GET", "/development")
                        .at("/variables/0/value")
                        .asText())
                .isEqualTo("open");
        assertThat(rollBack("/development/PASSWORD", 1).at("/isSecret").asBoolean())
                .isTrue();
        assertThat(send("viewer", "GET", "/development").toString()).doesNotContain("hidden");
        set("/development/PLAIN", "{\"value\":\"seen\"}");
        assertThat(set("/development/PLAIN", "{\"isSecret\":true}")
                        .at("/isSecret")
                        .asBoolean())
                .isTrue();
        assertThat(reveal("developer", "/development", "[\"PLAIN\"]")
                        .at("/variables/0/value")
                        .asText())
                .isEqualTo("seen");
    }

    @Test
    void importsAllOrNothing() {
        set("/development/KEPT", "{\"value\":\"same\"}");
        set("/development/MOVED", "{\"value\":\"before\"}");
        String file = "# all\nexport KEPT=same\r\nMOVED='after' # now\nNEW_TOKEN=\"a\\nb\"\n";
        String body = "{\"dotenv\":" + JsonValues.quoted(file) + ",\"dryRun\":true}";
        Reply tried = imports(body);
        assertThat(tried.at("/dryRun").asBoolean()).as(tried::toString).isTrue();
        assertThat(tried.at("/created/0").asText()).isEqualTo("NEW_TOKEN");
        assertThat(tried.at("/updated/0").asText()).isEqualTo("MOVED");
        assertThat(tried.at("/unchanged/0").asText()).isEqualTo("KEPT");
        assertThat(send("viewer", "GET", "/development").at("/variables")).hasSize(2);

        Reply refused = imports("{\"variables\":{\"GOOD\":\"x\",\"1KEY\":\"marked\"}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.toString()).doesNotContain("marked");
        assertThat(imports("{\"dotenv\":\"GOOD=x\\n1KEY=marked\"}").at("/line").asInt())
                .isEqualTo(2);
        assertThat(imports("{}").status()).isEqualTo(400);
        assertThat(send("viewer", "GET", "/development").at("/variables")).hasSize(2);

        assertThat(imports("{\"dotenv\":" + JsonValues.quoted(file) + "}").status())
                .isEqualTo(200);
        assertThat(reveal("developer", "/development", "[\"NEW_TOKEN\"]")
                        .at("/variables/0/value")
                        .asText())
                .isEqualTo("a\nb");
        assertThat(imports("{\"variables\":{\"MORE\":{\"value\":\"1\",\"isSecret\":true,\"example\":\"2\"}}}")
                        .at("/created/0")
                        .asText())
                .isEqualTo("MORE");
    }

    @Test
    void keepsItsLimits() {
        String most = "x".repeat(VALUE_BYTES_MAX);
        assertThat(set("/development/LONG", "{\"value\":\"" + most + "\"}").status())
                .isEqualTo(201);
        assertThat(set("/development/LONG", "{\"value\":\"" + most + "x\"}").status())
                .isEqualTo(400);
        assertThat(set("/development/LONG", "{\"value\":\"" + "é".repeat(VALUE_BYTES_MAX / 2) + "x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(set("/development/K" + "x".repeat(127), "{\"value\":\"\"}").status())
                .isEqualTo(201);
        assertThat(set("/development/K" + "x".repeat(128), "{\"value\":\"\"}").status())
                .isEqualTo(400);
        assertThat(imports(many(501)).status()).isEqualTo(400);
        assertThat(imports(many(499)).status()).isEqualTo(409);
        assertThat(imports(many(498)).status()).isEqualTo(200);
        assertThat(set("/development/ONE_MORE", "{\"value\":\"\"}").status()).isEqualTo(409);
        assertThat(reveal("developer", "/development", "\"*\"").at("/variables"))
                .hasSize(500);
    }

    private static String many(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "\"KEY_" + number + "\":\"" + number + "\"")
                .collect(Collectors.joining(",", "{\"variables\":{", "}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/development/1KEY      | {\"value\":\"marked\"}",
                "/development/A%3DB     | {\"value\":\"marked\"}",
                "/development/KEY       | {\"value\":\"marked\\u0000\"}",
                "/development/KEY       | {\"value\":[\"marked\"]}",
                "/development/KEY       | {\"value\":\"marked\",\"secret\":true}",
                "/development/KEY       | {\"value\":\"marked\",\"isSecret\":\"yes\"}",
                "/development/KEY       | {\"value\":\"marked\",\"example\":1}",
                "/development/KEY       | {\"value\":\"marked",
                "/development/KEY       | {}",
            })
    void refusesBadInputWithoutQuotingIt(String path, String body) {
        Reply refused = set(path, body);
        assertThat(refused.status()).as(refused::toString).isEqualTo(400);
        assertThat(refused.toString()).doesNotContain("marked");
        assertThat(send("viewer", "GET", "/development").at("/variables")).isEmpty();
        assertThat(set("/test/KEY", "{\"value\":\"x\"}").status()).isEqualTo(404);
    }

    @Test
    void revealsToPeopleOnlyAndWritesItDown() {
        set("/staging/FIRST_KEY", "{\"value\":\"one\"}");
        set("/staging/SECOND_KEY", "{\"value\":\"two\"}");
        Reply some = reveal("developer", "/staging", "[\"SECOND_KEY\"]");
        assertThat(some.at("/variables")).hasSize(1);
        assertThat(some.at("/variables/0/value").asText()).isEqualTo("two");
        assertThat(some.header("Cache-Control")).contains("no-store");
        assertThat(reveal("developer", "/staging", "[\"SECOND_KEY\",\"MISSING\"]")
                        .status())
                .isEqualTo(404);
        assertThat(reveal("developer", "/staging", "[]").status()).isEqualTo(400);
        assertThat(reveal("developer", "/staging", "\"all\"").status()).isEqualTo(400);
        Reply assistant =
                team.sendWith(team.assistantToken("developer"), call("POST", "/staging/reveal", "{\"keys\":\"*\"}"));
        assertThat(assistant.status()).isEqualTo(403);
        assertThat(assistant.at("/code").asText()).isEqualTo("reveal_not_for_assistants");
        Reply tool = team.send(
                "developer", call("POST", "/staging/reveal", "{\"keys\":\"*\"}").with(WireHeader.TOOL, "env"));
        assertThat(tool.at("/code").asText()).isEqualTo("reveal_not_for_assistants");
        assertThat(team.audited("environment.revealed")).singleElement().satisfies(entry -> assertThat(entry.toString())
                .contains("SECOND_KEY", "staging")
                .doesNotContain("two"));
    }

    @Test
    void namesRevealingInNoScopeOfOldClients() {
        set("/development/SOME_KEY", "{\"value\":\"x\"}");
        for (String scope : new String[] {"read", "write", "admin"}) {
            Reply made = team.send(
                    "owner", "POST", team.project("/tokens"), "{\"name\":\"k\",\"scopes\":[\"" + scope + "\"]}");
            String key = made.at("/key").asText();
            Call reveal = call("POST", "/development/reveal", "{\"keys\":\"*\"}");
            assertThat(team.sendWith(key, reveal).status()).as(made::toString).isEqualTo(403);
            assertThat(team.sendWith(key, Call.of("GET", path("/development"))).status())
                    .isEqualTo(200);
            int status = team.sendWith(key, call("PUT", "/development/NEW", "{\"value\":\"x\"}"))
                    .status();
            assertThat(status < 300).isEqualTo(!scope.equals("read"));
        }
        Reply all = team.send("owner", "POST", team.project("/tokens"), "{\"name\":\"k\"}");
        assertThat(all.at("/scopes").toString()).contains("environment:write").doesNotContain("reveal");
    }

    private Reply set(String path, String body) {
        return team.send("developer", call("PUT", path, body));
    }

    private Reply imports(String body) {
        return team.send("developer", call("POST", "/development/import", body));
    }

    private Reply rollBack(String path, int version) {
        return team.send("developer", call("POST", path + "/rollback", "{\"valueVersion\":" + version + "}"));
    }

    private Reply reveal(String person, String path, String keys) {
        return team.send(person, call("POST", path + "/reveal", "{\"keys\":" + keys + "}"));
    }

    private Reply send(String person, String method, String path) {
        return team.send(person, method, path(path));
    }

    private Call call(String method, String path, String body) {
        return Call.of(method, path(path)).json(body);
    }

    private String path(String rest) {
        return team.project("/environment" + rest);
    }
}
