package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.wire.JsonValues;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of the README work as they are written, at other ports and in another folder.
class ReadmeTest {
    private static final Pattern SHELL =
            Pattern.compile("## The first ten minutes with REST\\s+```sh\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern QUESTIONS =
            Pattern.compile("Ask, count, change many and undo.*?```sh\\n(.*?)```", Pattern.DOTALL);

    /// Stops at every failure, and prints each answer on a line of its own.
    private static final String STRICT_CURL = "set -eu\ncurl() { command curl -sS --fail-with-body \"$@\"; echo; }\n";

    @TempDir
    private Path folder;

    @Test
    void theFirstTenMinutesWithRestWork() {
        var toolbridge = new Toolbridge(folder);
        try (var _ = toolbridge.up()) {
            String[] steps = steps(toolbridge);

            var created = JsonValues.parse(lastLine(run(steps[0])));
            assertThat(created.at("/payload/aisle").asInt()).isEqualTo(7);
            String uid = created.path("uid").asText();
            var lines = run(steps[0] + "\n" + steps[1].replace("<uid>", uid))
                    .lines()
                    .toList();
            assertThat(JsonValues.parse(lines.get(1)).at("/items")).hasSize(2);
            assertThat(JsonValues.parse(lines.getLast()).at("/payload/content").asText())
                    .endsWith("butter");
            questionsWork(steps[0].substring(0, steps[0].indexOf("# Create")), uid);
        }
    }

    private void questionsWork(String addresses, String uid) {
        String shell = section(QUESTIONS).replace("<uid>", uid);
        List<JsonNode> answers =
                run(addresses + shell).lines().map(JsonValues::parse).toList();

        assertThat(answers.get(0).at("/applied").asBoolean()).isTrue();
        assertThat(answers.get(1).at("/results/0/matched").asInt()).isEqualTo(2);
        assertThat(answers.get(2).at("/groups/0/count").asInt()).isEqualTo(2);
        assertThat(answers.get(3).at("/hits/0/title").asText()).isEqualTo("Groceries");
        assertThat(answers.get(5).at("/payload/content").asText()).isEqualTo("milk, bread");
    }

    /// The shell text of the README, split after its first request.
    private static String[] steps(Toolbridge toolbridge) {
        return section(SHELL)
                .replaceFirst("API=\\S+", "API=" + toolbridge.addressOf("api"))
                .split("\\n\\n(?=# The newest)", 2);
    }

    private static String section(Pattern heading) {
        var found = heading.matcher(Checkout.text(Checkout.file("README.md")));
        assertThat(found.find()).as("the README has this shell text").isTrue();
        return found.group(1);
    }

    private String run(String shell) {
        var environment = new HashMap<>(Toolbridge.environment());
        environment.put("TOOLBRIDGE_DATA", folder.toString());
        var command = List.of(
                "sh", "-c", "cd \"$0\"\n" + STRICT_CURL + shell, Checkout.root().toString());
        try (var program = Program.start(command, environment)) {
            assertThat(program.exitCode()).as(program::output).isZero();
            return program.output().strip();
        }
    }

    private static String lastLine(String text) {
        return text.lines().toList().getLast();
    }
}
