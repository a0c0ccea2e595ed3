package dev.toolbridge.service.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    @ParameterizedTest
    @ValueSource(strings = {"00-" + ID + "-" + PARENT + "-01", "cc-" + ID + "-" + PARENT + "-01-what-may-come"})
    void continuesATrace(String header) {
        Trace trace = Trace.from(List.of(header));

        assertThat(trace.traceId()).isEqualTo(ID);
        assertThat(trace.header()).matches("00-" + ID + "-[0-9a-f]{16}-01").doesNotContain(PARENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + ID + "-" + PARENT + "-01-more",
                "ff-" + ID + "-" + PARENT + "-01",
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-" + ID + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT + "-01"
            })
    void beginsATraceWhenNoneIsNamed(String header) {
        assertThat(Trace.from(List.of(header)).header())
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
                .doesNotContain(ID);
    }

    @Test
    void takesNoneOfSeveral() {
        String header = "00-" + ID + "-" + PARENT + "-01";

        assertThat(Trace.from(List.of(header, header)).traceId()).isNotEqualTo(ID);
    }

    @Test
    void isCurrentWhileItsWorkRuns() {
        Trace trace = Trace.from(List.of());

        assertThat(trace.call(Trace::current)).contains(trace);
        assertThat(Trace.current()).isEmpty();
    }
}
