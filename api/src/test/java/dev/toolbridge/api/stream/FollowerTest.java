package dev.toolbridge.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Await;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.journal.ChangeFilter;
import dev.toolbridge.api.journal.Include;
import dev.toolbridge.api.store.SignalStore;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.api.store.read.ChangeStore;
import dev.toolbridge.service.signed.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The way of a reader through the changes, when it is late and when it is slow.
class FollowerTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final Space space = new Space("tenant", UUID.randomUUID());
    private final TestItems items = new TestItems(WORKSPACE.database());
    private final Streams streams = new Streams(
            new ChangeStore(WORKSPACE.database()),
            new SignalStore(WORKSPACE.database()),
            new CursorCodec(new SigningKeys("a secret for tests".getBytes(StandardCharsets.UTF_8), List.of())),
            2);
    private final ChangeQuestion question = new ChangeQuestion(
            space,
            space.users(),
            new ChangeFilter(new TreeSet<>(List.of("note")), Optional.empty(), Map.of()),
            "changes",
            Include.PAYLOAD);

    @AfterEach
    void end() {
        streams.close();
    }

    @AfterAll
    static void stop() {
        WORKSPACE.close();
    }

    @Test
    void whatIsCommittedBetweenThePlaceAndTheFirstEventArrives() throws Exception {
        Beginning beginning = Beginning.of(streams.journals(), question, Optional.empty());
        try (var before = follower(beginning)) {
            steps(before);
            write(5);
            await(5);
            try (var follower = follower(beginning)) {
                assertThat(steps(follower)).isEqualTo(numbers(1, 5));
            }
        }
    }

    @Test
    void aFullQueueIsDroppedAndTheReaderGoesOnFromItsPlace() throws Exception {
        try (var slow = follower(Beginning.of(streams.journals(), question, Optional.empty()))) {
            steps(slow);
            write(Follower.EVENTS_MAX);
            await(Follower.EVENTS_MAX);
            assertThat(streams.memory().bytes()).isPositive();
            write(44);
            await(Follower.EVENTS_MAX + 44);
            assertThat(streams.memory().bytes()).isZero();
            assertThat(steps(slow)).isEqualTo(numbers(1, Follower.EVENTS_MAX + 44));
            write(1);
            await(Follower.EVENTS_MAX + 45);
            assertThat(steps(slow)).isEqualTo(numbers(Follower.EVENTS_MAX + 45, Follower.EVENTS_MAX + 45));
        }
        assertThat(streams.spaces()).isEmpty();
        assertThat(streams.memory().bytes()).isZero();
    }

    @Test
    void aQueueIsFullByItsBytesToo() throws Exception {
        try (var slow = follower(Beginning.of(streams.journals(), question, Optional.empty()))) {
            steps(slow);
            for (int n = 0; n < 6; n++) {
                items.createNote(space, "{\"content\":\"" + "x".repeat(60_000) + "\"}");
                streams.hint(space);
            }
            await(6);
            assertThat(streams.memory().bytes()).isZero();
            assertThat(steps(slow)).isEqualTo(numbers(1, 6));
        }
    }

    @Test
    void aLookEachSecondFindsWhatNoHintHasTold() throws Exception {
        streams.start();
        try (var follower = follower(Beginning.of(streams.journals(), question, Optional.empty()))) {
            steps(follower);
            items.createNote(space, "{}");
            await(1);
            assertThat(steps(follower)).isEqualTo(numbers(1, 1));
        }
    }

    @Test
    void aReaderWhoComesAfterAWipeHasNothingToDoWithThoseBefore() throws Exception {
        write(1);
        try (var before = follower(Beginning.of(streams.journals(), question, Optional.empty()))) {
            steps(before);
            items.wipe(space);
            streams.hint(space);
            Await.until(() -> before.next() instanceof Follower.Step.Reset, BOUND);
            try (var after = follower(Beginning.of(streams.journals(), question, Optional.empty()))) {
                assertThat(steps(after)).isEmpty();
                write(1);
                Await.until(() -> !after.isIdle(), BOUND);
                assertThat(steps(after)).hasSize(1);
            }
        }
    }

    @Test
    void aPlaceAheadOfTheHeadIsReset() {
        var head = streams.journals().latest(question);
        var ahead = new Cursor(head.incarnation(), head.epoch(), head.seq() + 1, 0);
        try (var follower = follower(new Beginning.After(ahead, true))) {
            assertThat(follower.next()).isInstanceOf(Follower.Step.Ready.class);
            assertThat(follower.next()).isInstanceOf(Follower.Step.Reset.class);
        }
    }

    private Follower follower(Beginning beginning) {
        return new Follower(streams, question, beginning, () -> {});
    }

    private void write(int count) {
        for (int n = 0; n < count; n++) {
            items.createNote(space, "{\"title\":\"n\"}");
            streams.hint(space);
        }
    }

    /// Waits until the channel has given out everything up to a number.
    private void await(long seq) throws Exception {
        Await.until(() -> streams.channelsOf(space).stream().noneMatch(channel -> channel.isBehind(1, seq)), BOUND);
    }

    /// The numbers of all events until nothing is left.
    private static List<Long> steps(Follower follower) {
        var seqs = new ArrayList<Long>();
        boolean more = true;
        while (more) {
            Follower.Step step = follower.next();
            assertThat(step).isNotInstanceOf(Follower.Step.Reset.class);
            if (step instanceof Follower.Step.Events(List<ChangeEvent> events)) {
                events.forEach(event -> seqs.add(event.seq()));
            }
            more = !follower.isIdle() || step instanceof Follower.Step.Ready;
        }
        return seqs;
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
