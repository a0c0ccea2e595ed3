package dev.toolbridge.service.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OwnThreadTest {

    @Test
    void theResultIsThatOfAnotherThread() {
        assertThat(OwnThread.call(Thread::currentThread)).isNotSameAs(Thread.currentThread());
    }

    @Test
    void failuresReachTheCaller() {
        assertThatThrownBy(() -> OwnThread.call(() -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
        assertThatThrownBy(() -> OwnThread.call(() -> {
                    throw new AssertionError("broken");
                }))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void anInterruptReachesTheWorkAndTheCallerKeepsIt() throws InterruptedException {
        var began = new CountDownLatch(1);
        var seen = new boolean[2];
        Thread caller = Thread.ofVirtual().start(() -> {
            seen[0] = OwnThread.call(() -> {
                began.countDown();
                return isInterruptedSoon();
            });
            seen[1] = Thread.currentThread().isInterrupted();
        });
        began.await();
        caller.interrupt();
        caller.join();
        assertThat(seen).containsExactly(true, true);
    }

    private static boolean isInterruptedSoon() {
        try {
            new CountDownLatch(1).await();
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
