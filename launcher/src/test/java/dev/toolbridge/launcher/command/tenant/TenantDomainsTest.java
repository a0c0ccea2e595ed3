package dev.toolbridge.launcher.command.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.launcher.Launch;
import dev.toolbridge.launcher.WorkspaceFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The commands for the domains of tenants.
class TenantDomainsTest {
    private static final String DOMAINS = "/admin/tenants/acme/domains";
    private static final String PENDING = """
            {"name":"n.acme.com","status":"pending","reason":"ProofMissing","message":"Set it.",\
            "records":[{"type":"TXT","name":"_t.n.acme.com","value":"v=1","purpose":"proof"}]}""";
    private static final String ACTIVE = """
            {"name":"old.acme.com","status":"active","reason":"Served","message":"All is well.",\
            "records":[{"type":"A","name":"old.acme.com","value":"192.0.2.1","purpose":"way"}],\
            "certificate":{"source":"given","issuer":"CN=Test","not_after":"2027-01-01T00:00:00Z"}}""";

    @RegisterExtension
    private final WorkspaceFixture workspaces = new WorkspaceFixture();

    private SmallControlPlane server;

    @BeforeEach
    void start() throws Exception {
        server = new SmallControlPlane();
        Path key = Files.writeString(workspaces.home().resolve("key"), "tbo_live_of_the_test\n");
        workspaces.set("TENANTS_URL", server.address());
        workspaces.set("TOOLBRIDGE_OPERATOR_KEY_FILE", key.toString());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aListHasTheRecordsThatAreMissing() throws Exception {
        String list = "{\"domains\":[" + PENDING + "," + ACTIVE + "]}";
        server.answer("GET " + DOMAINS, 200, list);

        assertThat(tenants("domains", "acme").out()).isEqualTo("""
                name          status   reason        message
                n.acme.com    pending  ProofMissing  Set it.
                old.acme.com  active   Served        All is well.

                records to set in the DNS:
                type  name           value  purpose
                TXT   _t.n.acme.com  v=1    proof""");
        assertThat(tenants("domains", "acme", "--json").out()).isEqualTo(list);
    }

    @Test
    void aDomainIsAddedCheckedAndRemoved() throws Exception {
        server.answer("POST " + DOMAINS, 201, PENDING);
        server.answer("POST " + DOMAINS + "/old.acme.com/check", 200, ACTIVE);
        server.answer("DELETE " + DOMAINS + "/old.acme.com", 200, "{}");

        assertThat(tenants("add-domain", "acme", "n.acme.com").out())
                .startsWith("name         n.acme.com\nstatus       pending")
                .endsWith("TXT   _t.n.acme.com  v=1    proof");
        assertThat(server.requests().getLast()).endsWith(" {\"name\":\"n.acme.com\"}");
        assertThat(tenants("check-domain", "acme", "old.acme.com").out()).contains("not_after    2027-01-01T00:00:00Z");
        assertThat(tenants("remove-domain", "acme", "old.acme.com").out())
                .isEqualTo("name         old.acme.com\nstatus       removed");
        assertThat(tenants("remove-domain", "acme", "x.acme.com").exitStatus()).isEqualTo(1);
    }

    @Test
    void aCertificateIsReadFromFiles() throws Exception {
        server.answer(
                "POST " + DOMAINS + "/n.acme.com/certificate", 200, "{\"name\":\"n.acme.com\",\"status\":\"active\"}");
        Path chain = Files.writeString(workspaces.home().resolve("chain.pem"), "C\n");
        Path key = Files.writeString(workspaces.home().resolve("key.pem"), "K\n");

        assertThat(give(chain, key).out()).isEqualTo("name         n.acme.com\nstatus       active");
        assertThat(server.requests().getLast()).endsWith(" {\"certificate\":\"C\\n\",\"key\":\"K\\n\"}");
        Files.writeString(chain, "C".repeat(32 * 1024));
        assertThat(give(chain, key).exitStatus()).isZero();
        Files.writeString(chain, "C".repeat(32 * 1024 + 1));
        assertThat(give(chain, key).err())
                .isEqualTo("toolbridge: the file " + chain + " has more than 32768 bytes, expected PEM");
        assertThat(give(chain.resolveSibling("none"), key).exitStatus()).isEqualTo(1);
    }

    private Launch give(Path chain, Path key) throws Exception {
        return tenants("give-certificate", "acme", "n.acme.com", "--chain", chain.toString(), "--key", key.toString());
    }

    private Launch tenants(String... words) throws Exception {
        return workspaces.launch(
                Stream.concat(Stream.of("tenants"), Stream.of(words)).toArray(String[]::new));
    }
}
