package dev.toolbridge.service.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final long MEGABYTE = 1_048_576;
    private static final long ALL = 32 * MEGABYTE;

    private final MemoryBudget hurried = new MemoryBudget(ALL, Duration.ofMillis(20));
    private final MemoryBudget patient = new MemoryBudget(ALL, Duration.ofSeconds(30));

    @Test
    void refusesWhatDoesNotFitInTime() {
        hurried.open("ann").grow(14 * MEGABYTE);
        hurried.open("bob").grow(14 * MEGABYTE);

        assertThatThrownBy(() -> hurried.open("eve").grow(MEGABYTE)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(refusal.headers()).containsEntry("Retry-After", "1");
        });
        assertThat(hurried.heldBytes()).isEqualTo(28 * MEGABYTE);
    }

    @Test
    void aSmallRequestPassesWhileLargeOnesWait() {
        patient.open("ann").grow(14 * MEGABYTE);
        var last = patient.open("bob");
        last.grow(14 * MEGABYTE);
        var waiting = CompletableFuture.runAsync(() -> patient.open("eve").grow(10 * MEGABYTE));

        patient.open("joe").grow(MemoryBudget.SMALL_BYTES);

        assertThat(waiting).isNotDone();
        last.close();
        waiting.join();
    }

    @Test
    void oneClientCannotTakeItAll() {
        hurried.open("ann").grow(14 * MEGABYTE);

        assertThatThrownBy(() -> hurried.open("ann").grow(10 * MEGABYTE)).isInstanceOf(Refusal.class);
        hurried.open("bob").grow(10 * MEGABYTE);
    }

    @Test
    void whatIsLargerThanHalfGoesWhenItsClientHasHardlyAnythingElse() {
        hurried.open("ann").grow(MEGABYTE);

        hurried.open("ann").grow(20 * MEGABYTE);
    }

    @Test
    void whatNeverFitsIsTooLarge() {
        assertThatThrownBy(() -> hurried.open("ann").grow(29 * MEGABYTE))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE));
        var share = hurried.open("ann");
        share.growTowards(29 * MEGABYTE);
        assertThat(share.bytes()).isEqualTo(28 * MEGABYTE);
    }

    @Test
    void whatIsGivenBackServesWhoWaits() {
        var first = patient.open("ann");
        first.grow(28 * MEGABYTE);
        var second = CompletableFuture.runAsync(() -> patient.open("bob").grow(14 * MEGABYTE));
        var third = CompletableFuture.runAsync(() -> patient.open("eve").grow(14 * MEGABYTE));

        first.set(0);

        CompletableFuture.allOf(second, third).join();
        assertThat(patient.heldBytes()).isEqualTo(28 * MEGABYTE);
    }

    @Test
    void anEndedRequestHoldsNothingAnyMore() {
        var share = hurried.open("ann");
        var later = share.handedOver();
        share.grow(MEGABYTE);
        share.close();
        later.close();

        assertThat(share.tryGrow(1)).isFalse();
        assertThat(hurried.heldBytes()).isZero();
    }
}
