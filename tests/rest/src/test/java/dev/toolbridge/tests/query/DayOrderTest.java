package dev.toolbridge.tests.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The order by a due date reads a part of its index; it finds what a list without an order finds, in every zone.
class DayOrderTest {
    private static final List<String> ZONES = List.of("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago");
    private static final List<String> OPERATORS = List.of("eq", "lt", "lte", "gt", "gte");
    private static final List<String> BOUNDS = List.of("2026-06-02", "2026-06-02T10:00:00Z", "2026-06-02T14:00:00Z");

    @Test
    void theOrderFindsWhatTheConditionFinds() {
        var client = SyncClient.of(RunningApi.instance());
        IntStream.rangeClosed(1, 4).forEach(day -> {
            add(client, "2026-06-0" + day);
            IntStream.range(10, 24).forEach(hour -> add(client, "2026-06-0" + day + "T" + hour + ":00:00Z"));
        });
        assertThat(found(client, "dueDate=eq.2026-06-02&tz=UTC")).hasSize(15);
        for (String zone : ZONES) {
            for (String operator : OPERATORS) {
                for (String bound : BOUNDS) {
                    String query = "dueDate=" + operator + "." + bound + "&tz="
                            + URLEncoder.encode(zone, StandardCharsets.UTF_8);
                    assertThat(found(client, query + "&order=dueDate"))
                            .as(query)
                            .containsExactlyInAnyOrderElementsOf(found(client, query));
                }
            }
        }
    }

    private static void add(SyncClient client, String due) {
        Reply made = client.post("/v1/tasks", "{\"title\":\"due\",\"dueDate\":\"" + due + "\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private static List<String> found(SyncClient client, String query) {
        Reply page = client.get("/v1/tasks?limit=100&" + query);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return SyncClient.texts(page, "/items", "uid");
    }
}
