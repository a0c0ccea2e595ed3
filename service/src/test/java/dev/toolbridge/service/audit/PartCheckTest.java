package dev.toolbridge.service.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A long chain is checked in parts, and a break is found in whichever part has it.
class PartCheckTest {
    private static final String TENANT = "org_long";
    private static final int LENGTH = PartCheck.PART_MAX + 10;
    private static final List<AuditRecord> CHAIN = new ArrayList<>();

    @BeforeAll
    static void write() {
        byte[] hash = AuditChain.origin();
        for (int seq = 1; seq <= LENGTH; seq++) {
            hash = AuditChain.next(hash, entry(seq, "a", hash));
            CHAIN.add(entry(seq, "a", hash));
        }
    }

    @Test
    void aPartEndsAtItsLimitAndTheNextGoesOn() {
        var check = new PartCheck(log(CHAIN));
        var first = check.after(TENANT, 0);
        assertThat(first.checked()).isEqualTo(PartCheck.PART_MAX);
        assertThat(first.hasMore()).isTrue();
        var second = check.after(TENANT, first.checked());
        assertThat(second.checked()).isEqualTo(LENGTH);
        assertThat(second.hasMore()).isFalse();
        assertThat(second.broken()).isEmpty();
        assertThat(check.after(TENANT, 999_999_999).checked()).isEqualTo(LENGTH);
    }

    @Test
    void aBreakInTheSecondPartIsFoundThere() {
        var altered = new ArrayList<>(CHAIN);
        altered.set(LENGTH - 2, entry(LENGTH - 1, "b", CHAIN.get(LENGTH - 2).hash()));
        var check = new PartCheck(log(altered));
        assertThat(check.after(TENANT, 0).broken()).isEmpty();
        assertThat(check.after(TENANT, PartCheck.PART_MAX).broken())
                .hasValue("entry " + (LENGTH - 1) + " is not what was written down");
    }

    private static AuditRecord entry(long seq, String action, byte[] hash) {
        return new AuditRecord(TENANT, seq, Instant.EPOCH.plusSeconds(seq), "{}", action, "o", "{}", "r", hash);
    }

    private static AuditReader log(List<AuditRecord> entries) {
        return new AuditReader() {
            @Override
            public List<AuditRecord> after(String tenant, long seq, int countMax) {
                int from = (int) Math.min(seq, entries.size());
                return entries.subList(from, Math.min(entries.size(), from + countMax));
            }

            @Override
            public Optional<AuditHead> head(String tenant) {
                return Optional.of(new AuditHead(LENGTH, CHAIN.getLast().hash()));
            }
        };
    }
}
