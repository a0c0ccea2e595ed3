package dev.toolbridge.tenants.identity;

import static dev.toolbridge.tenants.identity.OrganizationsTest.assertRefused;
import static dev.toolbridge.tenants.identity.OrganizationsTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.identity.RunningProvider;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.workos.WorkosCalls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The people of tenants, at a running identity provider that fails on demand.
class MembersTest {
    private static final String SENT = "invitation.created";
    private static final Invitee ADA = new Invitee("org_a", "Ada@example.com", "admin");

    @TempDir
    Path folder;

    private RunningProvider provider;
    private Members members;

    @BeforeEach
    void start() {
        provider = RunningProvider.in(folder);
        provider.newMember("bob@example.com", "org_a");
        members = new Members(new WorkosCalls(
                new Secret(RunningProvider.API_KEY), URI.create(provider.address()), Duration.ofSeconds(2)));
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void aPersonIsInvitedOnce() {
        var first = done(members.inviteOnce(ADA));

        assertThat(first).isInstanceOf(Invited.Waiting.class);
        assertThat(done(members.inviteOnce(ADA))).isEqualTo(first);
        assertThat(done(members.inviteOnce(new Invitee("org_a", "bob@example.com", "admin"))))
                .isEqualTo(new Invited.Member());
        assertThat(provider.happened(SENT)).hasSize(1);
    }

    @Test
    void aLostAnswerNeverInvitesTwice() {
        List<String> losses = List.of("lost", "gateway", "late");
        for (int number = 0; number < losses.size(); number++) {
            var person = new Invitee("org_a", "person" + number + "@example.com", "member");
            provider.faultOnce("invitation-changes", losses.get(number));

            var invited = done(members.inviteOnce(person));

            provider.heal();
            assertThat(done(members.inviteOnce(person))).isEqualTo(invited);
            assertThat(provider.happened(SENT)).as(losses.get(number)).hasSize(number + 1);
        }
    }

    @Test
    void aLostAnswerThatCannotBeLookedUpIsFoundLater() {
        provider.faultOnce("invitation-changes", "lost");
        provider.faultSecond("invitations", "down");
        assertThat(members.inviteOnce(ADA)).isInstanceOf(Outcome.Again.class);

        assertThat(done(members.inviteOnce(ADA))).isInstanceOf(Invited.Waiting.class);

        assertThat(provider.happened(SENT)).hasSize(1);
    }

    @Test
    void nothingIsSentWhileNobodyKnows() {
        for (String fault : List.of("down", "slow", "rate-limited", "malformed", "redirect")) {
            provider.faultOnce("invitations", fault);
            assertThat(members.inviteOnce(ADA)).as(fault).isInstanceOf(Outcome.Again.class);
            provider.heal();
            provider.faultOnce("invitation-changes", "rate-limited");
            assertThat(members.inviteOnce(ADA)).isInstanceOf(Outcome.Again.class);
        }
        assertThat(provider.happened(SENT)).isEmpty();
    }

    @Test
    void manyAtOnceInviteOnce() throws Exception {
        Callable<Outcome<Invited>> request = () -> members.inviteOnce(ADA);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var seen = new HashSet<Invited>();
            for (var outcome : threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(_ -> request).toList())) {
                seen.add(done(outcome.get()));
            }
            assertThat(seen).hasSize(1);
        }
        assertThat(provider.happened(SENT)).hasSize(1);
    }

    @Test
    void wrongWishesAreRefusedWithoutTheAddress() {
        assertRefused(members.inviteOnce(new Invitee("org_a", "carl@example.com", "emperor")), "invalid_role", "");
        assertRefused(members.inviteOnce(new Invitee("org_nobody", "carl@example.com", "admin")), "404", "");
        var refused = members.inviteOnce(new Invitee("org_a", "not an address", "admin"));

        assertRefused(refused, "invalid_request_parameters", "");
        assertThat(refused.toString()).doesNotContain("not an address");
    }

    @Test
    void aUsersMembershipsAreAllRead() {
        var organizations =
                IntStream.range(0, 101).mapToObj(number -> "org_" + number).toArray(String[]::new);
        String carl = provider.newMember("carl@example.com", organizations);

        assertThat(done(members.memberships(carl)))
                .extracting(Member::organization)
                .containsExactly(organizations);
        assertThat(done(members.memberships("nobody"))).isEmpty();
        provider.fault("memberships", "endless", 1);
        assertThat(members.memberships(carl)).isInstanceOf(Outcome.Again.class);
        provider.faultOnce("memberships", "down");
        assertThat(members.memberships(carl)).isInstanceOf(Outcome.Again.class);
    }
}
