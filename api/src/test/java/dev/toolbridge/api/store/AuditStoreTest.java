package dev.toolbridge.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.memory.MemoryBudget;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuditStoreTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final int ENTRIES = 1_000;
    private static final int ENTRY_LENGTH = 1_000;

    private final AuditStore audit = new AuditStore(WORKSPACE.database());

    @BeforeAll
    static void fill() {
        new Maintenance(WORKSPACE).execute("""
                INSERT INTO audit (tenant_id, seq, at, actor, action, object, facts, request, hash)
                SELECT 'tenant', n, now(), '{}', 'made', repeat('x', LENGTH), '{}', 'request', sha256('')
                FROM generate_series(1, COUNT) n
                """.replace("LENGTH", Integer.toString(ENTRY_LENGTH))
                .replace("COUNT", Integer.toString(ENTRIES)));
    }

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void countsWhatAPageHoldsInMemory() {
        try (var share = new MemoryBudget(ENTRIES * ENTRY_LENGTH, Duration.ZERO).open("client")) {
            share.run(() -> assertThat(audit.after("tenant", 0, 10)).hasSize(10));
            assertThat(share.bytes()).isBetween(10L * ENTRY_LENGTH, 30L * ENTRY_LENGTH);

            share.run(() -> assertThatThrownBy(() -> audit.after("tenant", 0, ENTRIES))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("memory"));
        }
    }
}
