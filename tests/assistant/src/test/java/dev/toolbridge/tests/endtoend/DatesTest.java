package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.Call;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// An assistant learns the day of its user, and cannot store a day or a time that has two meanings.
class DatesTest {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final String FAR_EAST = "Pacific/Kiritimati";

    @Test
    void daysAndTimesAreThoseOfTheUser() {
        var api = RunningApi.instance();
        String token = api.tokens().of("user-" + UUID.randomUUID());
        assertThat(api.server()
                        .send(Call.of("PATCH", "/v1/me")
                                .with("Authorization", "Bearer " + token)
                                .json("{\"timeZone\":\"" + FAR_EAST + "\"}"))
                        .status())
                .isEqualTo(200);
        try (var sidecar = RunningSidecar.before(api);
                var assistant = Assistant.connect(
                        Assistant.Transport.STREAMABLE_HTTP,
                        sidecar.server().address().toString(),
                        token)) {
            assertThat(assistant.refusal("create_task", Map.of("title", "Call", "due_date", "Friday")))
                    .contains("due_date must be a day such as 2026-12-01", today());
            assertThat(assistant.refusal("patch_task", Map.of("uid", UUID.randomUUID(), "updates", wrong())))
                    .contains("due_at must be a time with its zone", today());
            assertThat(assistant.refusal("create_task", Map.of("due_at", "2026-03-29T02:30[Europe/Paris]")))
                    .contains("2026-03-29T02:30 does not exist in Europe/Paris, where clocks go from 02:00 to 03:00");
            assertThat(said(assistant, Map.of("due_at", "2026-10-25T02:30[Europe/Paris]")))
                    .contains(
                            "dueAt is Sun 25 Oct 2026 02:30 (Europe/Paris, +02:00), the earlier of the two",
                            "2026-10-25T02:30+02:00[Europe/Paris]");
            assertThat(said(assistant, Map.of("due_date", "2026-11-27"))).contains("dueDate is Fri 27 Nov 2026.");
            assertThat(Assistant.text(assistant.ask("list_tasks", Map.of())))
                    .startsWith(today())
                    .contains("(Fri 27 Nov 2026)");
        }
    }

    private static String said(Assistant assistant, Map<String, Object> task) {
        return Assistant.text(assistant.ask("create_task", task));
    }

    private static Map<String, Object> wrong() {
        return Map.of("due_at", "tomorrow at three");
    }

    private static String today() {
        return "today: " + LocalDate.now(ZoneId.of(FAR_EAST)).format(DAY) + " (" + FAR_EAST + ")";
    }
}
