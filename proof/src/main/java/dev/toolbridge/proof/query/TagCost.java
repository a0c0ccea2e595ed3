package dev.toolbridge.proof.query;

import dev.toolbridge.proof.load.ClosedLoop;
import dev.toolbridge.proof.load.NotePush;
import dev.toolbridge.proof.load.ProcessorTime;
import dev.toolbridge.proof.load.Turns;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Pushes of 500 items with two tags each, and with the same two words in another field.
public record TagCost(RunningApi api, ApiDatabase database, List<SyncClient> devices) {
    private static final int CLIENTS = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final String CONTENT =
            "Some words that a note may have. ".repeat(5).strip();

    public TagCost {
        devices = List.copyOf(devices);
    }

    public static String run(Plan plan) {
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start()) {
            List<SyncClient> devices =
                    Stream.generate(() -> SyncClient.of(api)).limit(CLIENTS).toList();
            var cost = new TagCost(api, postgres.database(), devices);
            WordIndex.passBy(postgres.database());
            cost.turn("tags", WARM_UP);
            Duration time = Duration.ofSeconds(plan.size(5, 1));
            return Turns.of(plan.size(7, 1), () -> cost.turn("tags", time), () -> cost.turn("words", time))
                    + " (tags on pushes of " + NotePush.ITEMS_MAX + ", " + CLIENTS + " at a time)";
        }
    }

    private Turns.Figures turn(String field, Duration time) {
        var loop = new ClosedLoop(CLIENTS, Duration.ZERO, time);
        return Turns.Figures.of(loop, new ProcessorTime(api, database), client -> push(devices.get(client), field));
    }

    private static int push(SyncClient device, String field) {
        return NotePush.send(
                device,
                IntStream.range(0, NotePush.ITEMS_MAX)
                        .mapToObj(number -> item(number, field))
                        .toList());
    }

    private static String item(int number, String field) {
        return "{\"uid\":\"%s\",\"updatedTs\":\"2026-01-02T08:00:00Z\",\"title\":\"Title %s\",\"content\":\"%s\","
                        .formatted(UUID.randomUUID(), number, CONTENT)
                + "\"%s\":[\"tag%s\",\"other\"]}".formatted(field, number % 20);
    }
}
