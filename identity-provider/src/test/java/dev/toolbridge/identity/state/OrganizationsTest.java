package dev.toolbridge.identity.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.identity.state.Organization.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The limits of organisations and invitations, and files of earlier releases.
class OrganizationsTest {
    private static final String AT = "2026-11-27T10:00:00Z";

    @TempDir
    private Path folder;

    @Test
    void thereIsALastOrganisation() {
        var almost = IntStream.range(1, State.ORGANIZATIONS_MAX)
                .mapToObj(number -> Organization.named("org_" + number, "One of many", AT))
                .toList();
        StateFile.in(folder).write(with(almost, List.of()));
        var organizations = new Organizations(new Changes(Registry.open(folder), InstantSource.system()));

        var last = organizations.create(draft(), Origin.NONE);

        assertThatThrownBy(() -> organizations.create(draft(), Origin.NONE))
                .isInstanceOf(WorkosRefusal.class)
                .hasMessageContaining("10000");
        organizations.delete(last.id());
        assertThat(organizations.create(draft(), Origin.NONE).name()).isEqualTo("Acme");
    }

    @Test
    void theNewestInvitationsAreKept() {
        var many = IntStream.rangeClosed(0, State.INVITATIONS_MAX)
                .mapToObj(number -> new Invitation(
                        "invitation_" + number, "a@b.c", "org_1", "member", "pending", "t", "", "", AT, AT, AT, ""))
                .toList();

        assertThat(with(List.of(), many).invitations())
                .hasSize(State.INVITATIONS_MAX)
                .doesNotContain(many.getFirst())
                .contains(many.getLast());
    }

    @Test
    void aFileOfAnEarlierReleaseIsRead() throws Exception {
        Files.writeString(folder.resolve("identity.json"), """
                {"users":[],"organizations":[{"id":"org_a","name":"The org_a","createdAt":"2026-01-01T00:00:00Z"}],
                 "memberships":[],"clients":[],"grants":[],"events":[],"keys":[],"eventsEver":0}""");

        var state = StateFile.in(folder).read();

        assertThat(state.organizations())
                .containsExactly(Organization.named("org_a", "The org_a", "2026-01-01T00:00:00Z"));
        assertThat(state.invitations()).isEmpty();
    }

    private static State with(List<Organization> organizations, List<Invitation> invitations) {
        return new State(
                List.of(), organizations, List.of(), invitations, List.of(), List.of(), List.of(), List.of(), 0);
    }

    private static Organizations.Draft draft() {
        return new Organizations.Draft(Optional.of("Acme"), Optional.empty(), new LinkedHashMap<>(), Optional.empty());
    }
}
