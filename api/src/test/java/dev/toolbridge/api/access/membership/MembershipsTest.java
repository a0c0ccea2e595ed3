package dev.toolbridge.api.access.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.rate.MovableClock;
import dev.toolbridge.token.RevokedTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The answers about memberships that are remembered, their limits, and the events that drop them.
@Timeout(60)
class MembershipsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MovableClock clock = new MovableClock();
    private final ScriptedSource source = new ScriptedSource();
    private final Memberships memberships = new Memberships(source, clock);
    private final List<String> heard = new ArrayList<>();
    private final Revocations revocations = new Revocations(memberships, new RevokedTokens(), "https://id.example");

    @Test
    void aMemberIsAskedAboutOnceAMinute() {
        source.join("ada", "org_a");
        for (int second = 0; second < 50; second++) {
            assertThat(memberships.find("ada", "org_a")).isPresent();
            clock.pass(Duration.ofSeconds(1));
        }

        assertThat(source.calls()).isEqualTo(1);
    }

    @Test
    void aStrangerIsAskedAboutEveryFewSeconds() {
        assertThat(memberships.find("ada", "org_a")).isEmpty();
        source.join("ada", "org_a");
        assertThat(memberships.find("ada", "org_a")).isEmpty();

        clock.pass(Memberships.NEGATIVE_LIMIT);

        assertThat(memberships.find("ada", "org_a")).isPresent();
    }

    @Test
    void aRemovedMemberIsOutWithinAMinuteWithoutAnyEvent() {
        source.join("ada", "org_a");
        assertThat(memberships.find("ada", "org_a")).isPresent();
        source.leave("ada", "org_a");

        clock.pass(MINUTE);

        assertThat(memberships.find("ada", "org_a")).isEmpty();
    }

    @Test
    void anEventPutsARemovedMemberOutAtOnceEvenWhenTheProviderIsSlowToKnow() {
        source.join("ada", "org_a");
        var member = memberships.find("ada", "org_a").orElseThrow();

        revocations.apply(new MembershipEvent.Ended("event_1", member.id(), "ada", "org_a"));

        assertThat(memberships.find("ada", "org_a")).isEmpty();
        assertThat(source.calls()).isEqualTo(1);
    }

    @Test
    void whileTheProviderIsAwayAMemberStaysForFiveMinutes() {
        source.join("ada", "org_a");
        assertThat(memberships.find("ada", "org_a")).isPresent();
        source.goAway(true);

        clock.pass(Duration.ofSeconds(299));
        assertThat(memberships.find("ada", "org_a")).isPresent();
        clock.pass(Duration.ofSeconds(2));
        assertThatThrownBy(() -> memberships.find("ada", "org_a")).isInstanceOf(MembershipsUnavailable.class);
    }

    @Test
    void whileTheProviderIsAwayNobodyIsLetInOrTurnedAway() {
        source.goAway(true);

        assertThatThrownBy(() -> memberships.find("ada", "org_a")).isInstanceOf(MembershipsUnavailable.class);
        assertThatThrownBy(() -> memberships.all("ada")).isInstanceOf(MembershipsUnavailable.class);
    }

    @Test
    void aRevocationHoldsWhileTheProviderIsAway() {
        source.join("ada", "org_a");
        var member = memberships.find("ada", "org_a").orElseThrow();
        source.goAway(true);
        revocations.apply(new MembershipEvent.Ended("event_1", member.id(), "ada", "org_a"));

        assertThat(memberships.find("ada", "org_a")).isEmpty();
        clock.pass(MINUTE);
        assertThatThrownBy(() -> memberships.find("ada", "org_a")).isInstanceOf(MembershipsUnavailable.class);
    }

    @Test
    void case33AnOldEventDoesNotEndALaterMembership() {
        source.join("ada", "org_a");
        var first = memberships.find("ada", "org_a").orElseThrow();
        source.leave("ada", "org_a");
        source.join("ada", "org_a");
        clock.pass(MINUTE);
        assertThat(memberships.find("ada", "org_a").orElseThrow().id()).isNotEqualTo(first.id());

        revocations.apply(new MembershipEvent.Ended("event_1", first.id(), "ada", "org_a"));

        assertThat(memberships.find("ada", "org_a")).isPresent();
    }

    @Test
    void case33AnEventCountsOnceAndNoneEverGrants() {
        source.join("ada", "org_a");
        var member = memberships.find("ada", "org_a").orElseThrow();
        var ended = new MembershipEvent.Ended("event_1", member.id(), "ada", "org_a");
        revocations.listen((user, tenant) -> heard.add(user.orElse("") + tenant.orElse("")));
        revocations.apply(ended);
        revocations.apply(ended);
        assertThat(heard).containsExactly("adaorg_a");
        source.leave("ada", "org_a");

        revocations.apply(new MembershipEvent.Altered("event_2", "ada", "org_a"));

        assertThat(memberships.find("ada", "org_a")).isEmpty();
    }

    @Test
    void aNewMemberIsInAtOnceWithAnEvent() {
        assertThat(memberships.find("ada", "org_a")).isEmpty();
        assertThat(memberships.all("ada")).isEmpty();
        source.join("ada", "org_a");

        revocations.apply(new MembershipEvent.Altered("event_1", "ada", "org_a"));

        assertThat(memberships.find("ada", "org_a")).isPresent();
        assertThat(memberships.all("ada")).hasSize(1);
    }

    @Test
    void usersAndOrganisationsThatAreGoneAreForgotten() {
        source.join("ada", "org_a");
        source.join("bob", "org_a");
        memberships.find("ada", "org_a");
        memberships.find("bob", "org_a");
        source.leave("ada", "org_a");
        source.leave("bob", "org_a");

        revocations.apply(new MembershipEvent.UserGone("event_1", "ada"));
        assertThat(memberships.find("ada", "org_a")).isEmpty();
        assertThat(memberships.find("bob", "org_a")).isPresent();
        revocations.apply(new MembershipEvent.TenantGone("event_2", "org_a"));
        assertThat(memberships.find("bob", "org_a")).isEmpty();
    }

    @Test
    void case35WhoTriesOutTenantsIsStoppedAndNobodyElse() {
        source.join("bob", "org_b");
        for (int tenant = 0; tenant < TenantBudget.TENANTS_MAX; tenant++) {
            assertThat(memberships.find("ada", "org_" + tenant)).isEmpty();
        }

        for (int tenant = 100; tenant < 200; tenant++) {
            String other = "org_" + tenant;
            assertThatThrownBy(() -> memberships.find("ada", other))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED));
        }

        assertThat(source.calls()).isEqualTo(TenantBudget.TENANTS_MAX);
        assertThat(memberships.find("bob", "org_b")).isPresent();
        assertThat(memberships.find("ada", "org_1")).isEmpty();
        clock.pass(TenantBudget.WINDOW);
        assertThat(memberships.find("ada", "org_100")).isEmpty();
    }

    @Test
    void case36FiveHundredFirstRequestsAreOneCall() throws Exception {
        source.join("ada", "org_a");
        var answering = new CountDownLatch(1);
        source.holdAt(answering);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<Membership>>> requests = new ArrayList<>();
            for (int request = 0; request < 500; request++) {
                requests.add(() -> memberships.find("ada", "org_a"));
            }
            var running = requests.stream().map(threads::submit).toList();
            while (source.calls() == 0) {
                Thread.onSpinWait();
            }
            answering.countDown();
            for (Future<Optional<Membership>> done : running) {
                assertThat(done.get()).isPresent();
            }
        }

        assertThat(source.calls()).isEqualTo(1);
    }

    /// A request that looked for the answer before it came, and asks after it came, is no new call.
    @Test
    void requestsThatComeWhileAnAnswerLandsAreOneCall() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int user = 0; user < 2_000; user++) {
                String name = "user_" + user;
                threads.invokeAll(Collections.nCopies(8, () -> memberships.find(name, "org_a")));
            }
        }

        assertThat(source.calls()).isEqualTo(2_000);
    }

    @Test
    void case37NamesThatOnlyLookAlikeWhenGlued() {
        source.join("a:b", "c");

        assertThat(memberships.find("a:b", "c")).isPresent();
        assertThat(memberships.find("a", "b:c")).isEmpty();
    }

    @Test
    void anAnswerThatWasOnItsWayWhenTheMembershipEndedIsNotKept() throws Exception {
        source.join("ada", "org_a");
        var member = memberships.find("ada", "org_a").orElseThrow();
        clock.pass(MINUTE);
        var answering = new CountDownLatch(1);
        source.holdAt(answering);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var onItsWay = threads.submit(() -> memberships.find("ada", "org_a"));
            while (source.calls() < 2) {
                Thread.onSpinWait();
            }
            revocations.apply(new MembershipEvent.Ended("event_1", member.id(), "ada", "org_a"));
            answering.countDown();
            onItsWay.get();
        }

        assertThat(memberships.find("ada", "org_a")).isEmpty();
    }
}
