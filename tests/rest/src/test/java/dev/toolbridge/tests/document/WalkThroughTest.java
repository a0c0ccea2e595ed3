package dev.toolbridge.tests.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.process.RunningApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The walk-through of delta sync shows the real answers; `-Dtoolbridge.update=true` writes them anew.
class WalkThroughTest {
    private static final Path DOCUMENT = Checkout.file("docs/sync.md");
    private static final Pattern STEP = Pattern.compile("```sh\n(.*?)```\n\n```json\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MADE_UP =
            Pattern.compile("(\"(?:id|userId|createdAt|expiresAt|nextCursor|correlation_id|updatedAt)\" : )\"[^\"]*\"");

    /// Sessions and cursors, which a few letters identify well enough.
    private static final Pattern SIGNED = Pattern.compile("(\"(?:id|nextCursor)\" : \"[^\"]{12})[^\"]*\"");

    private static final String BORDER = "-- end of step --";

    @Test
    void everyStepAnswersWhatIsShown() throws IOException {
        String document = Files.readString(DOCUMENT);
        List<String> answers = answers(document);
        Matcher steps = STEP.matcher(document);
        assertThat(answers).hasSize((int) steps.results().count()).hasSizeGreaterThan(5);
        String played = played(document, answers);
        if (Boolean.getBoolean("toolbridge.update") && !comparable(played).equals(comparable(document))) {
            Files.writeString(DOCUMENT, played);
        }

        assertThat(comparable(Files.readString(DOCUMENT))).isEqualTo(comparable(played));
    }

    /// Runs all steps in one shell, as a reader does.
    private static List<String> answers(String document) throws IOException {
        var api = RunningApi.instance();
        var script = new StringBuilder("set -eu\n");
        STEP.matcher(document).results().forEach(step -> script.append(step.group(1))
                .append("\necho; echo '" + BORDER + "'\n"));
        Path file = Files.createTempFile(Checkout.file("tests/rest/target"), "walk-through-", ".sh");
        Files.writeString(file, script);
        var environment = Map.of(
                "PATH", System.getenv("PATH"),
                "API", api.server().address().toString(),
                "TOKEN", api.tokens().of("walker-" + UUID.randomUUID()));
        try (var shell = Program.start(List.of("sh", file.toString()), environment)) {
            assertThat(shell.exitCode()).as(shell::output).isZero();
            return List.of(shell.output().split(BORDER, -1)).stream()
                    .map(String::strip)
                    .filter(answer -> !answer.isEmpty())
                    .toList();
        }
    }

    /// The document with these answers in it.
    private static String played(String document, List<String> answers) {
        var remaining = answers.iterator();
        return STEP.matcher(document).replaceAll((MatchResult step) -> {
            String answer = RecordedAnswers.pretty(remaining.next());
            return Matcher.quoteReplacement(shown(step.group(1), answer));
        });
    }

    private static String shown(String commands, String answer) {
        String brief = SIGNED.matcher(answer).replaceAll("$1…\"");
        return "```sh\n" + commands + "```\n\n```json\n" + brief + "\n```";
    }

    private static String comparable(String text) {
        return MADE_UP.matcher(text).replaceAll("$1\"ANY\"");
    }
}
