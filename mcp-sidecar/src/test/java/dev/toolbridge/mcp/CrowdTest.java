package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// More concurrent calls than the API can work on, from two callers, since one has at most half of the turns.
class CrowdTest {
    private static final int CALLS_OF_ONE = 100;
    private static final int AT_A_TIME_MAX = 64;

    @Test
    void callsWaitForTheirTurnAndAllAreAnswered() throws Exception {
        var there = new AtomicInteger();
        var most = new AtomicInteger();
        var arrived = new Semaphore(0);
        var released = new Semaphore(0);
        try (var server = TestServer.start()) {
            server.api.behave(_ -> {
                most.accumulateAndGet(there.incrementAndGet(), Math::max);
                arrived.release();
                released.acquireUninterruptibly();
                there.decrementAndGet();
                return Optional.empty();
            });
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (String user : List.of("ann", "ben")) {
                var wire = Wire.connected(server.address("/mcp"), TestServer.token(user));
                for (int number = 0; number < CALLS_OF_ONE; number++) {
                    answers.add(wire.postAsync(wire.call("list_notes", "{}")));
                }
            }
            assertThat(arrived.tryAcquire(AT_A_TIME_MAX, 10, TimeUnit.SECONDS))
                    .as("as many as may be are there")
                    .isTrue();
            released.release(answers.size());

            for (var answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS).body()).contains("structuredContent");
            }
            assertThat(most).hasValue(AT_A_TIME_MAX);
        }
    }
}
