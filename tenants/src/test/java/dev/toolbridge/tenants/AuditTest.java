package dev.toolbridge.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.database.Database;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.tenants.audit.ChainCheck;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Refusals are written down, and a changed entry is noticed.
class AuditTest {

    @Test
    void refusalsAreInTheChainWhichIsChecked() throws InterruptedException {
        var control = RunningTenants.start();
        String reader = control.key(Scope.PLATFORM_READ);
        for (int request = 0; request < 3; request++) {
            assertThat(order(control, reader)).isEqualTo(403);
        }
        assertThat(control.get("/admin/tenants/nobody", reader).statusCode()).isEqualTo(404);
        assertThat(order(control, control.key())).isEqualTo(202);
        assertThat(order(control, "tbo_live_of_nobody")).isEqualTo(401);
        assertThat(order(control, "no.such.token")).isEqualTo(401);
        control.close();

        try (var database = Database.open(control.owner(), 2, "test")) {
            assertThat(texts(database, """
                    SELECT facts || ' ' || object AS text FROM audit
                    WHERE chain = 'platform' AND action = 'request.refused'
                    """))
                    .containsExactlyInAnyOrder(
                            "{\"code\":\"forbidden\",\"count\":3} POST /admin/tenants",
                            "{\"code\":\"unauthorized\",\"count\":2} POST /admin/tenants");
            assertThat(texts(database, "SELECT actor AS text FROM audit WHERE facts LIKE '%unauthorized%'"))
                    .containsExactly("{\"sender\":\"unknown\"}");
            assertThat(ChainCheck.all(database)).hasSize(2).allSatisfy(result -> assertThat(result.broken())
                    .isEmpty());

            TestPostgres.execute(control.owner(), """
                    ALTER TABLE audit DISABLE TRIGGER only_added_to;
                    UPDATE audit SET facts = replace(facts, '3', '1') WHERE action = 'request.refused'
                    """);
            assertThat(ChainCheck.all(database))
                    .filteredOn(result -> result.broken().isPresent())
                    .singleElement()
                    .satisfies(result -> {
                        assertThat(result.chain()).isEqualTo("platform");
                        assertThat(result.broken().orElseThrow()).contains("is not what was written down");
                    });
        }
    }

    private static int order(RunningTenants control, String key) {
        return control.send(
                        "POST /admin/tenants",
                        key,
                        Optional.of("{\"name\":\"Acme\"}"),
                        "Content-Type",
                        "application/json")
                .statusCode();
    }

    private static List<String> texts(Database database, String query) {
        return database.single(query, row -> row.column("text").getString());
    }
}
