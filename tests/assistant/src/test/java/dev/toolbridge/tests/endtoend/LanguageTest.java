package dev.toolbridge.tests.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.endtoend.Assistant.Transport;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs write the same on machines of every language: digits, letters and times never depend on a user's.
class LanguageTest {
    private static final Pattern FOREIGN_DIGIT = Pattern.compile("[\\p{Nd}&&[^0-9]]");

    @TempDir
    private Path folder;

    /// The variable overrides the options of the programs, so that only their code can resist it.
    @Test
    void aWorkspaceSpeaksTheRootLanguage() {
        var toolbridge = new Toolbridge(
                folder, Map.of("_JAVA_OPTIONS", "-Duser.language=ar -Duser.country=EG -Duser.timezone=Asia/Tehran"));
        try (var program = toolbridge.up()) {
            String told = work(toolbridge);

            assertThat(told).contains("version 2").doesNotContainPattern(FOREIGN_DIGIT);
            assertThat(toolbridge.answer("status")).doesNotContainPattern(FOREIGN_DIGIT);
            assertThat(toolbridge.answer("logs", "api", "sidecar", "identity", "postgres"))
                    .doesNotContainPattern(FOREIGN_DIGIT);
            assertThat(program.output()).contains("ready after ").doesNotContainPattern(FOREIGN_DIGIT);
        }
    }

    /// The texts of a refused late change and of a list, as an assistant gets them.
    private static String work(Toolbridge toolbridge) {
        String token = toolbridge.token("ada");
        try (var assistant = Assistant.connect(Transport.STREAMABLE_HTTP, toolbridge.addressOf("sidecar"), token)) {
            String uid = assistant
                    .call("create_note", Map.of("title", "TITLE"))
                    .path("uid")
                    .asText();
            assistant.call("patch_note", Map.of("uid", uid, "updates", Map.of("title", "b")));
            String listed = given().baseUri(toolbridge.addressOf("api"))
                    .auth()
                    .oauth2(token)
                    .get("/v1/notes")
                    .asString();
            return listed
                    + assistant.call("list_notes", Map.of())
                    + assistant.refusal(
                            "patch_note", Map.of("uid", uid, "updates", Map.of("title", "c"), "if_match", 1));
        }
    }
}
