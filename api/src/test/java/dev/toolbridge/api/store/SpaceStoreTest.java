package dev.toolbridge.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.Spaces;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SpaceStoreTest {
    private static final Workspace WORKSPACE = new Workspace();

    private final Spaces spaces = new SpaceStore(WORKSPACE.database());
    private final Space space = new Space("tenant", UUID.randomUUID());

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void beginsASpaceWhenItIsFirstLookedAt() {
        var state = spaces.state(space, Optional.empty());

        assertThat(state.epoch()).isEqualTo(1);
        assertThat(state.lastWipe()).isEmpty();
        assertThat(state.sessionEnded()).isFalse();
    }

    @Test
    void remembersWhichSessionsWereEnded() {
        UUID session = UUID.randomUUID();
        spaces.state(space, Optional.empty());
        spaces.endSession(space, session, Instant.now().plusSeconds(60));
        spaces.endSession(space, session, Instant.now().plusSeconds(60));

        assertThat(spaces.state(space, Optional.of(session)).sessionEnded()).isTrue();
        assertThat(spaces.state(space, Optional.of(UUID.randomUUID())).sessionEnded())
                .isFalse();
        var stranger = new Space("another tenant", space.id());
        assertThat(spaces.state(stranger, Optional.of(session)).sessionEnded()).isFalse();
    }
}
