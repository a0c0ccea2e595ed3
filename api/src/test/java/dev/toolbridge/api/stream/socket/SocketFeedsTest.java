package dev.toolbridge.api.stream.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.journal.ChangeFilter;
import dev.toolbridge.api.journal.Include;
import dev.toolbridge.api.store.SignalStore;
import dev.toolbridge.api.store.read.ChangeStore;
import dev.toolbridge.api.stream.Beginning;
import dev.toolbridge.api.stream.ChangeQuestion;
import dev.toolbridge.api.stream.Follower;
import dev.toolbridge.api.stream.Streams;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.signed.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The ends of subscriptions: a client that has been told of one may use its name again at once.
class SocketFeedsTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final String NAME = "a";

    private final Streams streams = new Streams(
            new ChangeStore(WORKSPACE.database()),
            new SignalStore(WORKSPACE.database()),
            new CursorCodec(new SigningKeys("a secret for tests".getBytes(StandardCharsets.UTF_8), List.of())),
            1);
    private final ChangeQuestion question = new ChangeQuestion(
            new Space("tenant", UUID.randomUUID()),
            List.of(),
            new ChangeFilter(new TreeSet<>(List.of("note")), Optional.empty(), Map.of()),
            "changes",
            Include.NOTHING);
    private final SocketFeeds feeds = new SocketFeeds();

    @AfterEach
    void end() {
        feeds.close();
        streams.close();
    }

    @AfterAll
    static void stop() {
        WORKSPACE.close();
    }

    @Test
    void theNameIsFreeWhenTheResetArrives() {
        var client = new Client(feeds);
        add(new Beginning.Gone(ErrorCode.EPOCH_MISMATCH));
        assertThat(feeds.step(client::take)).isFalse();
        assertThat(client.heard).containsExactly("Reset");
        assertThat(client.isNameTaken).containsExactly(false);
    }

    @Test
    void theNameIsFreeWhenTheEndOfTheSubscriptionArrives() {
        var client = new Client(feeds);
        add(Beginning.of(streams.journals(), question, Optional.empty()));
        feeds.step(client::take);
        assertThat(feeds.cancel(NAME)).isTrue();
        assertThat(feeds.step(client::take)).isFalse();
        assertThat(client.heard).containsExactly("Ready", "Unsubscribed");
        assertThat(client.isNameTaken).containsExactly(true, false);
    }

    private void add(Beginning beginning) {
        var follower = new Follower(streams, question, beginning, () -> {});
        feeds.add(NAME, new SocketFeed(NAME, follower, streams.leases().takeMore(), Optional.empty()));
    }

    /// A client that looks, at each frame, if the name of its subscription is taken.
    private static final class Client {
        private final SocketFeeds feeds;
        private final List<String> heard = new ArrayList<>();
        private final List<Boolean> isNameTaken = new ArrayList<>();

        Client(SocketFeeds feeds) {
            this.feeds = feeds;
        }

        void take(ServerFrame frame) {
            heard.add(frame.getClass().getSimpleName());
            isNameTaken.add(feeds.has(NAME));
        }
    }
}
