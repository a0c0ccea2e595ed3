package dev.toolbridge.tenants.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.TestTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTest {
    private static final String[] MIGRATIONS = {
        "V1__operations.sql",
        "V2__secrets.sql",
        "V3__placements.sql",
        "V5__routes.sql",
        "V6__access.sql",
        "V7__releases.sql",
        "V8__leaving.sql",
        "V9__rollouts.sql",
        "V10__usage.sql",
        "V11__domains.sql",
        "V12__domain_asks.sql"
    };
    private static final UUID TENANT = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("01900000-0000-7000-8000-000000000002");

    @TempDir
    private Path folder;

    private final Database today = TestTables.open(MIGRATIONS);
    private final Database yesterday = TestTables.open(MIGRATIONS);

    @AfterEach
    void close() {
        today.close();
        yesterday.close();
    }

    @Test
    void bringsAnOlderDatabaseUpToDateAndLeavesTheUnknownAlone() throws IOException {
        var files = new RecordFiles(folder.resolve("records"));
        fill(today, 1, "release-1", 20_001);
        files.write(TENANT, new RecordStore(today).read(TENANT));

        assertThat(new Adoption(files, yesterday).adopt(Set.of(TENANT, OTHER))).containsExactly(OTHER);
        assertThat(new RecordStore(yesterday)
                        .read(TENANT)
                        .without(List.of("operation"))
                        .toString())
                .isEqualTo(new RecordStore(today)
                        .read(TENANT)
                        .without(List.of("operation"))
                        .toString());
        assertThat(texts(yesterday, "SELECT chain || ' ' || action AS text FROM audit ORDER BY 1"))
                .containsExactly(TENANT + " tenant.adopted", "platform tenant.unknown");
        assertThat(texts(yesterday, "SELECT CAST(tenant_ref AS text) AS text FROM reconciliation"))
                .containsExactly(TENANT.toString());

        fill(today, 2, "release-2", 20_002);
        files.write(TENANT, new RecordStore(today).read(TENANT));
        assertThat(new Adoption(files, yesterday).adopt(Set.of(TENANT))).isEmpty();
        assertThat(texts(yesterday, "SELECT CAST(port AS text) AS text FROM route_server ORDER BY port"))
                .containsExactly("20001", "20002");
        assertThat(texts(yesterday, "SELECT artefact AS text FROM tenant_release WHERE status = 'running'"))
                .containsExactly("release-2");

        run(today, "UPDATE tenant_release SET artefact = 'changed' RETURNING true");
        assertThat(new Adoption(files, today).adopt(Set.of(TENANT))).isEmpty();
        assertThat(texts(today, "SELECT DISTINCT artefact AS text FROM tenant_release"))
                .containsExactly("changed");
    }

    private static void fill(Database database, int release, String artefact, int port) {
        if (release == 1) {
            begin(database);
        }
        run(database, """
                INSERT INTO operation (id, tenant_ref, kind, version, changing, status, generation, input, actor,
                  reason)
                VALUES ('01900000-0000-7000-8000-00000000010%s', '%s', 'deploy', 1, true, 'succeeded', 1, '{}', '', '')
                RETURNING true
                """.formatted(release, TENANT));
        run(database, """
                INSERT INTO route_server (backend, slot, address, port, weight) VALUES (3, %s, '127.0.0.1', %s, 100)
                RETURNING true
                """.formatted(release, port));
        database.single("UPDATE tenant_release SET status = 'replaced' RETURNING true", _ -> true);
        run(database, """
                INSERT INTO tenant_release (tenant_ref, number, operation_id, artefact, status)
                VALUES ('%s', %s, '01900000-0000-7000-8000-00000000010%s', '%s', 'running') RETURNING true
                """.formatted(TENANT, release, release, artefact));
    }

    private static void begin(Database database) {
        run(database, """
                INSERT INTO tenant (ref, id, slug, name, plan, quotas, region, runtime, admins, status)
                VALUES ('%1$s', 'org_1', 'acme', 'Äcme', 'trial', '{"items": 1}', 'local', 'process', '{a@b.example}',
                  'active') RETURNING true
                """.formatted(TENANT));
        run(database, "INSERT INTO slug (slug, tenant_ref) VALUES ('acme', '" + TENANT + "') RETURNING true");
        run(database, """
                WITH key AS (INSERT INTO tenant_key VALUES ('%1$s', 'k', '\\xdeadbeef', now(), NULL)
                  RETURNING tenant_ref)
                INSERT INTO secret_version (tenant_ref, name, version, status, sealed, created_at, due_at)
                SELECT tenant_ref, 'a', 1, 'primary', CAST('\\x00ff10' AS bytea), now(), now() FROM key
                RETURNING true
                """.formatted(TENANT));
        run(database, """
                INSERT INTO tenant_hold (tenant_ref, reason, actor) VALUES ('%s', 'a lawsuit', '') RETURNING true
                """.formatted(TENANT));
        run(database, """
                WITH own AS (INSERT INTO domain (id, tenant_ref, name, proof, reason, message, prove_by)
                  VALUES ('%1$s', '%1$s', 'notes.example.com', '', '', '', now()) RETURNING id)
                INSERT INTO certificate (domain_id, id, source, chain, sealed_key, issuer, not_before, not_after,
                  renew_at)
                SELECT id, repeat('a', 64), 'given', '', CAST('\\x00ff' AS bytea), '', now(), now(), now() FROM own
                RETURNING true
                """.formatted(TENANT));
        run(database, """
                WITH cluster AS (INSERT INTO placement_cluster VALUES ('main') RETURNING name)
                INSERT INTO placement (tenant_ref, cluster, connections) SELECT '%s', name, 8 FROM cluster
                RETURNING true
                """.formatted(TENANT));
        run(database, """
                INSERT INTO route (host, tenant_ref, loopback_port) VALUES ('acme.localhost', '%s', 21000)
                RETURNING true
                """.formatted(TENANT));
        run(database, """
                INSERT INTO route_backend (number, tenant_ref, process) VALUES (3, '%s', 'api') RETURNING true
                """.formatted(TENANT));
    }

    private static void run(Database database, String statement) {
        assertThat(database.single(statement, _ -> true)).isNotEmpty();
    }

    private static List<String> texts(Database database, String query) {
        return database.single(query, row -> row.column("text").getString());
    }
}
