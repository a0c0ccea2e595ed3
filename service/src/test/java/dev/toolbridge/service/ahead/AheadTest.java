package dev.toolbridge.service.ahead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AheadTest {

    @Test
    void givesTheValuesInTheirOrder() throws IOException {
        Iterator<Integer> values = List.of(1, 2, 3).iterator();
        var given = new ArrayList<Integer>();
        try (var ahead = new Ahead<>(() -> values.hasNext() ? Optional.of(values.next()) : Optional.empty())) {
            for (Optional<Integer> value = ahead.next(); value.isPresent(); value = ahead.next()) {
                given.add(value.get());
            }
            assertThat(ahead.next()).as("behind the end").isEmpty();
        }

        assertThat(given).containsExactly(1, 2, 3);
    }

    @Test
    void makesOneValueWhileAnotherIsUsedAndNoMore() throws Exception {
        var made = new AtomicInteger();
        var second = new CountDownLatch(2);
        try (var ahead = new Ahead<>(() -> {
            second.countDown();
            return Optional.of(made.incrementAndGet());
        })) {
            assertThat(ahead.next()).contains(1);
            assertThat(second.await(1, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(made).as("the one that nobody has asked for").hasValue(2);
    }

    @Test
    void failsAsItsSourceDoesWhereTheValueIsDue() throws IOException {
        var asked = new AtomicInteger();
        try (var ahead = new Ahead<>(() -> {
            if (asked.incrementAndGet() == 2) {
                throw new IOException("the disk is gone");
            }
            return Optional.of("value");
        })) {
            assertThat(ahead.next()).contains("value");
            assertThatThrownBy(ahead::next).isInstanceOf(IOException.class).hasMessage("the disk is gone");
        }
        try (var ahead = new Ahead<>(() -> {
            throw new IllegalStateException("refused");
        })) {
            assertThatThrownBy(ahead::next).isInstanceOf(IllegalStateException.class);
        }
    }
}
