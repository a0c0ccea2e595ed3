package dev.toolbridge.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.store.AuditStore;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The end of the trail: refusals that wait are written, but for no longer than the end may take.
@Timeout(60)
class AuditTrailTest {
    private static final int KINDS = 12;
    private static final Duration SLACK = Duration.ofSeconds(2);

    @Test
    void theEndWritesWhatWaits() {
        try (var workspace = new Workspace()) {
            var trail = AuditTrail.start(new AuditStore(workspace.database()));
            refuse(trail);
            refuse(trail);
            trail.close();
            assertThat(trail.unwritten()).isZero();
            assertThat(new Maintenance(workspace)
                            .number("SELECT count(*) FROM audit WHERE facts::json->>'count' = '2'"))
                    .isEqualTo(KINDS);
        }
    }

    @Test
    void aDatabaseThatIsAwayDelaysTheEndOnce() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var away = Database.open(address(silent), 2, "test")) {
            var trail = AuditTrail.start(new AuditStore(away));
            refuse(trail);
            Instant before = Instant.now();
            trail.close();
            assertThat(Duration.between(before, Instant.now())).isLessThan(AuditTrail.END_MAX.plus(SLACK));
            assertThat(trail.unwritten()).isEqualTo(KINDS);
        }
    }

    @Test
    void whatWasNotWrittenWaitsForTheNextTime() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var away = Database.open(address(silent), 2, "test")) {
            var trail = new AuditTrail(new AuditStore(away), SLACK);
            refuse(trail);
            trail.writeRefusals();
            assertThat(trail.unwritten()).isEqualTo(KINDS);
        }
    }

    private static void refuse(AuditTrail trail) {
        IntStream.range(0, KINDS)
                .forEach(n -> trail.refused(
                        new AuditLog.Refusals("tenant", "user-" + n, "forbidden", "/v1/notes", 1, "request")));
    }

    /// A server that takes connections and says nothing.
    private static DatabaseUrl address(ServerSocket silent) {
        return DatabaseUrl.parse("postgres://server@127.0.0.1:" + silent.getLocalPort() + "/away");
    }
}
