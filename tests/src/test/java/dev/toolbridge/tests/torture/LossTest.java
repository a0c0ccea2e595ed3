package dev.toolbridge.tests.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossTest {

    @Test
    void nothingThatWasAcknowledgedIsLostRepeatedOrOutOfOrder() {
        assertThat(LossAttack.run(Plan.brief())).contains("lost=0");
    }

    @Test
    void theseReadersNoticeWhenTheHeadIsASequence() {
        assertThat(LossAttack.runWithSequence(Plan.brief())).doesNotContain("lost=0");
    }
}
