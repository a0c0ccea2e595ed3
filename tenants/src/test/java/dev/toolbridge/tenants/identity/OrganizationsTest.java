package dev.toolbridge.tenants.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.identity.RunningProvider;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.workos.WorkosCalls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Organisations of tenants, at a running identity provider that fails on demand.
class OrganizationsTest {
    private static final String REF = "019ab3f0-1111-7abc-8def-000000000001";
    private static final String CREATED = "organization.created";

    private static final List<String> LOSSES = List.of("lost", "gateway", "late");

    @TempDir
    Path folder;

    private RunningProvider provider;
    private Organizations organizations;

    @BeforeEach
    void start() {
        provider = RunningProvider.in(folder);
        organizations = with(RunningProvider.API_KEY);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void anOrganisationIsMadeOnceAndFoundAgain() {
        var made = done(organizations.ensure(REF, "Acme"));

        assertThat(made.ref()).contains(REF);
        assertThat(done(organizations.ensure(REF, "Another name"))).isEqualTo(made);
        assertThat(done(organizations.check(made.id()))).isEqualTo(made);
        assertThat(provider.happened(CREATED)).hasSize(1);
    }

    @Test
    void aLostAnswerNeverMakesTwo() {
        for (int number = 0; number < LOSSES.size(); number++) {
            String ref = "ref-" + number;
            provider.faultOnce("organization-changes", LOSSES.get(number));

            var made = done(organizations.ensure(ref, "Acme"));

            provider.heal();
            assertThat(done(organizations.ensure(ref, "Acme"))).isEqualTo(made);
            assertThat(provider.happened(CREATED)).as(LOSSES.get(number)).hasSize(number + 1);
        }
    }

    @Test
    void nothingIsSureUntilTheProviderAnswersAgain() {
        for (String fault : List.of("down", "malformed", "odd", "redirect")) {
            provider.faultOnce("organizations", fault);
            assertThat(organizations.ensure(REF, "Acme")).as(fault).isInstanceOf(Outcome.Again.class);
            provider.faultOnce("organization-changes", fault);
            assertThat(organizations.ensure(REF, "Acme")).as(fault).isInstanceOf(Outcome.Again.class);
        }
        assertThat(provider.happened(CREATED)).isEmpty();

        done(organizations.ensure(REF, "Acme"));

        assertThat(provider.happened(CREATED)).hasSize(1);
    }

    @Test
    void aRequestThatIsCarriedOutLateMakesNoSecond() {
        provider.faultOnce("organization-changes", "slow");
        assertThat(organizations.ensure(REF, "Acme")).isInstanceOf(Outcome.Again.class);
        provider.heal();

        var made = done(organizations.ensure(REF, "Acme"));

        provider.close();
        provider = RunningProvider.in(folder);
        organizations = with(RunningProvider.API_KEY);
        assertThat(done(organizations.ensure(REF, "Acme"))).isEqualTo(made);
        assertThat(provider.happened(CREATED)).hasSize(1);
    }

    @Test
    void aLostAnswerThatCannotBeLookedUpIsFoundLater() {
        provider.faultOnce("organization-changes", "lost");
        provider.faultSecond("organizations", "down");
        assertThat(organizations.ensure(REF, "Acme")).isInstanceOf(Outcome.Again.class);

        done(organizations.ensure(REF, "Acme"));

        assertThat(provider.happened(CREATED)).hasSize(1);
    }

    @Test
    void aLimitNamesItsTime() {
        provider.faultOnce("organization-changes", "rate-limited");

        assertThat(organizations.ensure(REF, "Acme"))
                .isInstanceOfSatisfying(
                        Outcome.Again.class, again -> assertThat(again.after()).isEqualTo(Duration.ofSeconds(2)));
        assertThat(provider.calls("organizations")).isEqualTo(1);
        assertThat(provider.happened(CREATED)).isEmpty();
    }

    @Test
    void manyAtOnceMakeOne() throws Exception {
        Callable<Outcome<Organization>> request = () -> organizations.ensure(REF, "Acme");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(_ -> request).toList());
            for (var outcome : outcomes) {
                assertThat(done(outcome.get()).ref()).contains(REF);
            }
        }

        assertThat(provider.happened(CREATED)).hasSize(1);
    }

    @Test
    void aWrongKeyAndWrongNamesAreRefusedForGood() {
        assertRefused(with("sk_wrong").ensure(REF, "Acme"), "does not accept our key", "WORKOS_API_KEY");
        assertRefused(organizations.ensure(REF, "x".repeat(256)), "invalid_request_parameters", "change");
        for (String ref : List.of("", "../organizations", "a/b", "a b", "a\r\nb", "x".repeat(65))) {
            assertRefused(organizations.ensure(ref, "Acme"), "its reference is not one", "");
            assertRefused(organizations.check(ref), "its id is not one", "");
            assertRefused(organizations.delete(ref, REF), "its id is not one", "");
        }
        assertThat(done(organizations.ensure("x".repeat(64), "x".repeat(255))).name())
                .hasSize(255);
        assertThat(provider.happened(CREATED)).hasSize(1);
    }

    @Test
    void onlyWhatExistsPassesTheCheck() {
        provider.newMember("ada@example.com", "org_a");

        assertThat(done(organizations.check("org_a")).ref()).isEqualTo(Optional.empty());
        assertRefused(organizations.check("org_nobody"), "does not know it", "give the id");
        provider.fault("organizations", "lost", 10);
        assertThat(organizations.check("org_a")).isInstanceOf(Outcome.Again.class);
    }

    @Test
    void oursIsRenamedAndNobodyElses() {
        provider.newMember("ada@example.com", "org_a");
        String id = done(organizations.ensure(REF, "Acme")).id();
        provider.faultOnce("organization-changes", "lost");

        assertThat(organizations.update(id, REF, "Acme & Sons")).isInstanceOf(Outcome.Again.class);

        assertThat(done(organizations.check(id)).name()).isEqualTo("Acme & Sons");
        assertThat(done(organizations.update(id, REF, "Acme")).ref()).contains(REF);
        assertRefused(organizations.update("org_a", REF, "Mine"), "not ours", "by hand");
        assertRefused(organizations.update(id, "another-ref", "Mine"), "not ours", "by hand");
        assertThat(done(organizations.check("org_a")).name()).isEqualTo("The org_a");
    }

    @Test
    void oursIsDeletedOnceAndNobodyElses() {
        provider.newMember("ada@example.com", "org_a");
        String id = done(organizations.ensure(REF, "Acme")).id();

        assertRefused(organizations.delete("org_a", REF), "not ours", "by hand");
        assertRefused(organizations.delete(id, "another-ref"), "not ours", "by hand");
        provider.faultOnce("organization-changes", "down");
        assertThat(organizations.delete(id, REF)).isInstanceOf(Outcome.Again.class);
        provider.faultOnce("organization-changes", "lost");
        assertThat(done(organizations.delete(id, REF))).isEqualTo(id);
        assertThat(done(organizations.delete(id, REF))).isEqualTo(id);

        assertThat(provider.happened("organization.deleted")).hasSize(1);
    }

    private Organizations with(String key) {
        return new Organizations(
                new WorkosCalls(new Secret(key), URI.create(provider.address()), Duration.ofSeconds(2)));
    }

    static <T> T done(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T>(T value)) {
            return value;
        }
        throw new AssertionError("not done: " + outcome);
    }

    static void assertRefused(Outcome<?> outcome, String why, String remedy) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.what()).isNotEmpty();
            assertThat(refused.why()).contains(why);
            assertThat(refused.remedy()).contains(remedy);
        });
    }
}
