package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.endtoend.Assistant.Transport;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On one machine and without an account anywhere, an OAuth client that knows nothing but the address of the MCP server
/// logs its user in, and works.
class LoginTest {
    private static final Pattern SECRET = Pattern.compile("this workspace's secret:\\s+(\\S+)\\s");

    @TempDir
    private Path folder;

    @Test
    void aStrangeClientFindsTheLoginPageAndWorksAsItsUser() {
        var toolbridge = new Toolbridge(folder);
        try (var program = toolbridge.up()) {
            var api = new Server(URI.create(toolbridge.addressOf("api")));
            String sidecar = toolbridge.addressOf("sidecar");
            var client = OauthClient.discovering(sidecar);
            String secret = secretShownBy(program);

            assertThat(client.logIn("Ada", "not the secret").status()).isEqualTo(403);
            String token = client.tokenFor("Ada", secret);

            String note = create(sidecar, token);
            assertThat(get(api, "/v1/notes/" + note, token).status()).isEqualTo(200);
            assertThat(get(api, "/v1/notes/" + note, toolbridge.token("ada")).status())
                    .isEqualTo(200);
            assertThat(get(api, "/v1/notes/" + note, toolbridge.token("ben")).status())
                    .isEqualTo(404);
            keysWorkInTheTenantAskedFor(toolbridge, api);
            assertThat(toolbridge.answerWithoutData("audit", "verify", "--data", folder.toString()))
                    .contains("org_asked_for  1 entries")
                    .endsWith("chains checked");
        }
    }

    /// Whoever has the workspace's secrets counts as a member of any tenant, and so do the keys they make.
    private static void keysWorkInTheTenantAskedFor(Toolbridge toolbridge, Server api) {
        String token = toolbridge.answer("token", "--user", "ada", "--tenant", "org_asked_for");
        var made = api.send(Call.of("POST", "/v1/keys")
                .with("Authorization", "Bearer " + token)
                .json("{\"name\":\"mine\"}"));
        assertThat(made.status()).as(made::toString).isEqualTo(201);

        assertThat(get(api, "/v1/notes", made.at("/key").asText()).status()).isEqualTo(200);
    }

    private static String create(String sidecar, String token) {
        try (var assistant = Assistant.connect(Transport.STREAMABLE_HTTP, sidecar, token)) {
            return assistant
                    .call("create_note", Map.of("title", "By login"))
                    .path("uid")
                    .asText();
        }
    }

    private static Reply get(Server api, String path, String token) {
        return api.send(Call.of("GET", path).with("Authorization", "Bearer " + token));
    }

    private static String secretShownBy(Program program) {
        Matcher shown = SECRET.matcher(program.output());
        assertThat(shown.find()).as(program::output).isTrue();
        return shown.group(1);
    }
}
