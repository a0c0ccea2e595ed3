package dev.toolbridge.api.access.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.access.DevelopmentProvider;
import dev.toolbridge.service.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The library behind our own calls, against a provider that fails in every way.
class WorkosClientTest {
    @TempDir
    private static Path shared;

    @TempDir
    Path folder;

    private static DevelopmentProvider provider;
    private static WorkosClient client;

    @BeforeAll
    static void start() {
        provider = DevelopmentProvider.in(shared);
        client = clientOf(provider);
    }

    @AfterEach
    void heal() {
        provider.heal();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    private static WorkosClient clientOf(DevelopmentProvider provider) {
        return new WorkosClient(new Secret(DevelopmentProvider.API_KEY), URI.create(provider.address()));
    }

    /// An address that no other test has.
    private static String email() {
        return UUID.randomUUID() + "@example.com";
    }

    @Test
    void aMembershipIsFoundByBothNames() {
        String ada = provider.member(email(), "org_a", "org_b");
        provider.member(email(), "org_c");

        var found = client.find(ada, "org_b").orElseThrow();

        assertThat(found.user()).isEqualTo(ada);
        assertThat(found.tenant()).isEqualTo("org_b");
        assertThat(found.tenantName()).isEqualTo("The org_b");
        assertThat(found.role()).isEqualTo("member");
        assertThat(client.find(ada, "org_c")).isEmpty();
        assertThat(client.find(ada, "org_a&user_id=" + ada)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "inactive"})
    void case29OnlyActiveMembershipsCount(String status) {
        String ada = provider.member(email(), "org_a");
        provider.control("PUT", "/memberships", Map.of("user_id", ada, "organization_id", "org_a", "status", status));

        assertThat(client.find(ada, "org_a")).isEmpty();
        assertThat(client.all(ada)).isEmpty();
    }

    @Test
    void case30AllPagesAreRead() {
        var organizations = new String[250];
        for (int number = 0; number < organizations.length; number++) {
            organizations[number] = "org_" + number;
        }
        String ada = provider.member(email(), organizations);

        assertThat(client.all(ada)).hasSize(organizations.length);
        assertThat(client.find(ada, "org_249")).isPresent();
    }

    @Test
    void case30AListWithoutAnEndIsGivenUp() {
        String ada = provider.member(email(), "org_a");
        provider.fault("memberships", "endless");

        assertThatThrownBy(() -> client.all(ada)).isInstanceOf(MembershipsUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "rate-limited", "malformed", "odd", "redirect", "slow"})
    void case34EveryFailureIsUnavailableAfterOneAttemptInTime(String fault) {
        String ada = provider.member(email(), "org_a");
        long before = provider.calls("memberships");
        provider.fault("memberships", fault);
        long start = System.nanoTime();

        assertThatThrownBy(() -> client.find(ada, "org_a")).isInstanceOf(MembershipsUnavailable.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(provider.calls("memberships") - before).isEqualTo(1);
    }

    @Test
    void case34AProviderThatIsNotThereIsUnavailable() {
        var gone = DevelopmentProvider.in(folder);
        WorkosClient asking = clientOf(gone);
        gone.close();

        assertThatThrownBy(() -> asking.find("user_1", "org_a")).isInstanceOf(MembershipsUnavailable.class);
        assertThatThrownBy(() -> asking.events(Optional.empty(), Instant.EPOCH))
                .isInstanceOf(MembershipsUnavailable.class);
    }

    @Test
    void whatHappenedIsRead() {
        try (var fresh = DevelopmentProvider.in(folder)) {
            assertEventsAreRead(fresh, clientOf(fresh));
        }
    }

    private static void assertEventsAreRead(DevelopmentProvider fresh, WorkosClient asking) {
        String ada = fresh.member(email(), "org_a");
        fresh.control("DELETE", "/memberships", Map.of("user_id", ada, "organization_id", "org_a"));

        var page = asking.events(Optional.empty(), Instant.now().minusSeconds(60));

        assertThat(page.events()).hasSize(2);
        assertThat(page.events().getFirst()).isInstanceOf(MembershipEvent.Altered.class);
        assertThat(page.events().getLast())
                .isInstanceOfSatisfying(MembershipEvent.Ended.class, ended -> assertThat(ended.user())
                        .isEqualTo(ada));
        assertThat(asking.events(Optional.of(page.events().getFirst().id()), Instant.EPOCH)
                        .events())
                .hasSize(1);
        fresh.fault("events", "odd");
        assertThatThrownBy(() -> asking.events(Optional.empty(), Instant.EPOCH))
                .isInstanceOf(MembershipsUnavailable.class);
    }
}
