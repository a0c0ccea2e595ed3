package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The official clients do a day's work with a fixed token, on every path that takes one.
class WorkingSessionTest {
    private static OfficialClients clients;
    private static RunningSidecar sidecar;

    @BeforeAll
    static void start() {
        clients = OfficialClients.startOrLeaveOut();
        sidecar = RunningSidecar.before(RunningApi.instance());
    }

    @AfterAll
    static void stop() {
        if (sidecar != null) {
            sidecar.close();
            clients.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-25, http, /mcp",
        "2025-11-25, http, /bearer/mcp",
        "2025-11-25, sse,  /sse",
        "2026-07-28, http, /mcp",
        "2026-07-28, http, /bearer/mcp"
    })
    void aWholeSessionWorks(String revision, String transport, String path) {
        var target =
                new OfficialClient.Target(revision, transport, sidecar.server().address() + path);
        var client =
                clients.client().open(target, RunningApi.instance().tokens().of("user-" + UUID.randomUUID()));

        assertThat(client.revision()).isEqualTo(revision);
        new WorkingSession(client).work();
        client.close();
    }
}
