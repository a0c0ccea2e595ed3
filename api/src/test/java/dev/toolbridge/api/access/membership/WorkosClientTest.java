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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The library behind our own calls, against a provider that fails in every way.
class WorkosClientTest {
    @TempDir
    Path folder;

    private DevelopmentProvider provider;
    private WorkosClient client;

    @BeforeEach
    void start() {
        provider = DevelopmentProvider.in(folder);
        client = new WorkosClient(new Secret(DevelopmentProvider.API_KEY), URI.create(provider.address()));
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void aMembershipIsFoundByBothNames() {
        String ada = provider.member("ada@example.com", "org_a", "org_b");
        provider.member("bob@example.com", "org_c");

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
        String ada = provider.member("ada@example.com", "org_a");
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
        String ada = provider.member("ada@example.com", organizations);

        assertThat(client.all(ada)).hasSize(organizations.length);
        assertThat(client.find(ada, "org_249")).isPresent();
    }

    @Test
    void case30AListWithoutAnEndIsGivenUp() {
        String ada = provider.member("ada@example.com", "org_a");
        provider.fault("memberships", "endless");

        assertThatThrownBy(() -> client.all(ada)).isInstanceOf(MembershipsUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "rate-limited", "malformed", "odd", "redirect", "slow"})
    void case34EveryFailureIsUnavailableAfterOneAttemptInTime(String fault) {
        String ada = provider.member("ada@example.com", "org_a");
        long before = provider.calls("memberships");
        provider.fault("memberships", fault);
        long start = System.nanoTime();

        assertThatThrownBy(() -> client.find(ada, "org_a")).isInstanceOf(MembershipsUnavailable.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(provider.calls("memberships") - before).isEqualTo(1);
    }

    @Test
    void case34AProviderThatIsNotThereIsUnavailable() {
        provider.close();

        assertThatThrownBy(() -> client.find("user_1", "org_a")).isInstanceOf(MembershipsUnavailable.class);
        assertThatThrownBy(() -> client.events(Optional.empty(), Instant.EPOCH))
                .isInstanceOf(MembershipsUnavailable.class);
    }

    @Test
    void whatHappenedIsRead() {
        String ada = provider.member("ada@example.com", "org_a");
        provider.control("DELETE", "/memberships", Map.of("user_id", ada, "organization_id", "org_a"));

        var page = client.events(Optional.empty(), Instant.now().minusSeconds(60));

        assertThat(page.events()).hasSize(2);
        assertThat(page.events().getFirst()).isInstanceOf(MembershipEvent.Altered.class);
        assertThat(page.events().getLast())
                .isInstanceOfSatisfying(MembershipEvent.Ended.class, ended -> assertThat(ended.user())
                        .isEqualTo(ada));
        assertThat(client.events(Optional.of(page.events().getFirst().id()), Instant.EPOCH)
                        .events())
                .hasSize(1);
        provider.fault("events", "odd");
        assertThatThrownBy(() -> client.events(Optional.empty(), Instant.EPOCH))
                .isInstanceOf(MembershipsUnavailable.class);
    }
}
