package dev.toolbridge.proof.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.proof.report.Row;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The short form of every attack.
class TortureTest {

    @ParameterizedTest
    @MethodSource("rows")
    void theClaimHolds(Row row) {
        assertThat(row.trial().run(Plan.brief())).as(row.claim()).isNotEmpty();
    }

    static Stream<Row> rows() {
        return Attacks.ALL.stream();
    }
}
