package dev.toolbridge.tenants.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The short form of [Histories].
class HistoriesTest {
    private static final int COUNT = 20;
    private static final long SEED = 20_261_127;

    @Test
    void nothingIsStuckDoubledOrLeftOver() throws Exception {
        try (var histories = new Histories(SEED)) {
            Histories.Report report = histories.run(COUNT);

            System.out.println(report);
            assertThat(report.kills()).isPositive();
            assertThat(report.isGood()).as(report.toString()).isTrue();
        }
    }
}
