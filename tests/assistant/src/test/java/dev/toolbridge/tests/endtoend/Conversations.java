package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.endtoend.Assistant.Transport;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/// A sidecar before the real API, for conversations of assistants, each of which has a user of its own.
///
/// @param sidecar the sidecar
record Conversations(RunningSidecar sidecar) implements AutoCloseable {

    static Conversations start() {
        return new Conversations(RunningSidecar.before(RunningApi.instance()));
    }

    @Override
    public void close() {
        sidecar.close();
    }

    /// An assistant of a new user.
    Assistant open(Transport transport) {
        return Assistant.connect(transport, address(), token());
    }

    /// The same, with the tools that have a page.
    Assistant openWithPages(Transport transport) {
        return Assistant.connectWithPages(transport, address(), token());
    }

    Assistant openAsking(Transport transport, Predicate<String> agrees) {
        return Assistant.connectAsking(transport, address(), token(), agrees);
    }

    private String address() {
        return sidecar.server().address().toString();
    }

    private static String token() {
        return RunningApi.instance().tokens().of("user-" + UUID.randomUUID());
    }

    static String task(Assistant assistant, String title, String status, String dueDate) {
        Map<String, Object> fields = Map.of("title", title, "status", status, "due_date", dueDate);
        return assistant.call("create_task", fields).path("uid").asText();
    }

    static String note(Assistant assistant, String title, String content) {
        return assistant
                .call("create_note", Map.of("title", title, "content", content))
                .path("uid")
                .asText();
    }

    static String text(Assistant assistant, String tool, Map<String, Object> arguments) {
        var result = assistant.ask(tool, arguments);
        assertThat(result.isError()).as(() -> Assistant.text(result)).isNotEqualTo(true);
        return Assistant.text(result);
    }
}
