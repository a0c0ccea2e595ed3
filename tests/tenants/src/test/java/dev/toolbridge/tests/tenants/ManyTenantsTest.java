package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.tests.endtoend.Assistant;
import dev.toolbridge.tests.wire.Reply;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tenants that are ordered at the same instant: `-Dtoolbridge.tenants=10` for ten of them.
@OnOnePlatform
class ManyTenantsTest {
    private static final int TENANTS = Integer.getInteger("toolbridge.tenants", 2);
    private static final String PASSWORD = "of-this-test-only";
    /// No right to connect; `template0` takes no connection of anybody.
    private static final Set<String> REFUSALS = Set.of("42501", "55000");

    @Test
    void allAreActiveAndNoneReachesAnother(RunningPlatform platform) {
        List<Member> members = ordered(platform);

        for (Member member : members) {
            assertServes(member);
            members.stream().filter(other -> !other.equals(member)).forEach(other -> assertRefused(member, other));
        }
        assertLoginsStayAtHome(platform, members);
    }

    /// A user of a tenant.
    private record Member(RunningTenant tenant, String user) {}

    private static List<Member> ordered(RunningPlatform platform) {
        Instant begun = Instant.now();
        List<Reply> orders = IntStream.range(0, TENANTS)
                .mapToObj(number -> platform.order("many-" + number, ""))
                .toList();
        for (Reply order : orders) {
            AskedOperation made = platform.ended(order);
            assertThat(made.status()).as(() -> made.json().toString()).isEqualTo("succeeded");
            System.out.println("provisioned in " + duration(made));
        }
        System.out.println(TENANTS + " tenants at once took "
                + Duration.between(begun, Instant.now()).toSeconds() + " s");
        return IntStream.range(0, TENANTS)
                .mapToObj(number -> RunningTenant.of(platform, "many-" + number))
                .map(tenant -> new Member(tenant, tenant.user("ada@" + tenant.slug() + ".example")))
                .toList();
    }

    private static Duration duration(AskedOperation operation) {
        return Duration.between(
                Instant.parse(operation.json().path("created_at").asText()),
                Instant.parse(operation.json().path("finished_at").asText()));
    }

    private static void assertServes(Member member) {
        RunningTenant tenant = member.tenant();
        assertThat(tenant.note(tenant.apiToken(member.user()), "of " + tenant.slug())
                        .status())
                .isEqualTo(201);
        try (var assistant = Assistant.connect(
                Assistant.Transport.STREAMABLE_HTTP,
                tenant.server().address().toString(),
                tenant.mcpToken(member.user()))) {
            assertThat(assistant.call("list_notes", Map.of()).toString()).contains("of " + tenant.slug());
        }
        var folder = tenant.platform().folder();
        System.out.println(tenant.slug() + " takes "
                + folder.processes(tenant.ref()).stream()
                                .mapToLong(PlatformFolder::memoryKb)
                                .sum()
                        / 1024
                + " MiB");
    }

    private static void assertRefused(Member member, Member other) {
        RunningTenant tenant = other.tenant();
        String forOwn = member.tenant().apiToken(member.user());
        String forOther = tenant.platform()
                .token(
                        member.user(),
                        member.tenant().organization(),
                        tenant.server().address() + "/v1");
        String asMember = tenant.apiToken(member.user());
        for (String token : List.of(forOwn, forOther, asMember)) {
            assertThat(tenant.notes(token).status()).isIn(401, 403);
            assertThat(tenant.note(token, "Intruder").status()).isIn(401, 403);
            assertThat(tenant.initialize(token).status()).isIn(401, 403);
        }
        assertThat(tenant.initialize(member.tenant().mcpToken(member.user())).status())
                .isIn(401, 403);
        assertToolsRefuse(tenant, tenant.mcpToken(member.user()));
    }

    /// A token for the tenant, of a user who is no member: each call of a tool asks the API, which looks.
    private static void assertToolsRefuse(RunningTenant tenant, String token) {
        try (var assistant = Assistant.connect(
                Assistant.Transport.STREAMABLE_HTTP, tenant.server().address().toString(), token)) {
            assertThatThrownBy(() -> assistant.call("list_notes", Map.of())).isInstanceOf(AssertionError.class);
        }
    }

    /// Tries each login, with a password that opens its own database, at all others of the cluster.
    private static void assertLoginsStayAtHome(RunningPlatform platform, List<Member> members) {
        DatabaseUrl admin = platform.cluster().adminUrl();
        var cluster = new ControlTables(admin);
        List<String> databases = cluster.texts("SELECT datname FROM pg_database");
        List<String> logins = members.stream()
                .map(member -> "tb_" + member.tenant().ref().replace("-", ""))
                .flatMap(name -> Stream.of(name + "_a", name + "_m"))
                .toList();
        for (String login : logins) {
            TestPostgres.execute(admin, "ALTER ROLE " + login + " PASSWORD '" + PASSWORD + "' CONNECTION LIMIT 20");
            for (String database : databases) {
                Optional<String> refusal = refusal(admin.named(database).as(login, Optional.of(PASSWORD)));
                if (login.startsWith(database + "_")) {
                    assertThat(refusal).as(login).isEmpty();
                } else {
                    assertThat(refusal.filter(REFUSALS::contains))
                            .as(login + " at " + database + ": " + refusal)
                            .isPresent();
                }
            }
        }
        System.out.println(logins.size() + " logins were tried at " + databases.size() + " databases");
    }

    private static Optional<String> refusal(DatabaseUrl url) {
        try (Connection _ = TestPostgres.connect(url)) {
            return Optional.empty();
        } catch (SQLException refused) {
            return Optional.of(refused.getSQLState());
        }
    }
}
