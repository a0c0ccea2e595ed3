package dev.toolbridge.tests.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.JsonValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Assistants do the jobs of the folder `conversations`, each in the space of a person of its own, in one workspace.
/// `-Dconversation=NAME` plays one of them.
class ConversationsTest {
    private static final int JOBS_MIN = 20;
    private static final Path FOLDER = Checkout.file("tests/assistant/src/test/resources/conversations");

    private static LossyRelay relay;
    private static RunningSidecar sidecar;

    @BeforeAll
    static void start() {
        var workspace = ReviewedWorkspace.instance();
        relay = new LossyRelay(workspace.api().server().address().getPort());
        sidecar = RunningSidecar.before(behind(relay, workspace.api()), workspace.settings());
    }

    @AfterAll
    static void stop() {
        sidecar.close();
        relay.close();
    }

    private static RunningApi behind(LossyRelay relay, RunningApi api) {
        return new RunningApi(relay.server(), api.metrics(), api.tokens(), api.environment(), api.program());
    }

    static List<String> jobs() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .filter(name -> name.equals(System.getProperty("conversation", name)))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The script of a job.
    static JsonNode script(String job) {
        return JsonValues.parse(Checkout.text(FOLDER.resolve(job + ".json")));
    }

    @Test
    void thereAreAsManyAsPromised() {
        assertThat(FOLDER.toFile().list()).hasSizeGreaterThanOrEqualTo(JOBS_MIN);
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void theWorkspaceIsAsDescribedAfterwards(String job) {
        new Conversation(script(job), ReviewedWorkspace.instance().person(job), sidecar.server(), relay).play();
    }
}
