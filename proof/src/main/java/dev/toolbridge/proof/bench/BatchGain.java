package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.ClosedLoop;
import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Clients that create items, 100 in one batch against one in each request: each in its own space, then all in one.
final class BatchGain {
    private static final int CLIENTS = 8;
    private static final int CREATES = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final String NOTE = "{\"title\":\"Tea\",\"content\":\"Some words that a note may have.\"}";
    private static final String BATCH = IntStream.range(0, CREATES)
            .mapToObj(_ -> "{\"op\":\"create\",\"type\":\"note\",\"payload\":" + NOTE + "}")
            .collect(Collectors.joining(",", "{\"operations\":[", "]}"));

    private BatchGain() {}

    static String run(Plan plan) {
        var loop = new ClosedLoop(CLIENTS, WARM_UP, Duration.ofSeconds(plan.size(8, 2)));
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start()) {
            List<SyncClient> apart =
                    Stream.generate(() -> SyncClient.of(api)).limit(CLIENTS).toList();
            List<SyncClient> together =
                    Stream.generate(apart::getFirst).limit(CLIENTS).toList();
            return compared("spaces of their own", loop, apart) + "; " + compared("one space", loop, together);
        }
    }

    private static String compared(String where, ClosedLoop loop, List<SyncClient> clients) {
        double single = loop.perSecond(client -> sent(clients.get(client).post("/v1/notes", NOTE), 201, 1));
        double batched = loop.perSecond(client -> sent(clients.get(client).post("/v1/batch", BATCH), 200, CREATES));
        return String.format(
                Locale.ROOT,
                "in %s %.0f creates/s in batches, %.0f in requests: %s times as many (%s clients)",
                where,
                batched,
                single,
                Timings.figure(batched / single),
                CLIENTS);
    }

    private static int sent(Reply reply, int status, int creates) {
        if (reply.status() != status) {
            throw new AssertionError("not created: " + reply);
        }
        return creates;
    }
}
