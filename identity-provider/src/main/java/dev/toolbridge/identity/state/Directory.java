package dev.toolbridge.identity.state;

import dev.toolbridge.token.login.LoginName;
import java.util.List;
import java.util.Optional;

/// People and their memberships. Each change of a membership is an event.
public final class Directory {
    private final PublishedChanges changes;

    public Directory(PublishedChanges changes) {
        this.changes = changes;
    }

    /// The user who logs in with that name; created at the first login.
    public User userNamed(LoginName login, String name) {
        return changes.decide(state -> user(state, login.id())
                .map(known -> PublishedChanges.Outcome.unchanged(state, known))
                .orElseGet(() -> {
                    var made = User.of(login, name, changes.now());
                    return PublishedChanges.Outcome.unchanged(state.withUser(made), made);
                }));
    }

    public Optional<User> user(String id) {
        return user(changes.state(), id);
    }

    /// All users, the oldest first.
    public List<User> users() {
        return changes.state().users();
    }

    public Optional<Organization> organization(String id) {
        return OrganizationChanges.find(changes.state(), id);
    }

    /// The organisation with that id, made or renamed.
    public Organization putOrganization(String id, String name) {
        return changes.decide(state -> {
            var organization = OrganizationChanges.find(state, id)
                    .map(known -> known.renamed(name, changes.now()))
                    .orElseGet(() -> Organization.named(id, name, changes.now()));
            return PublishedChanges.Outcome.unchanged(state.withOrganization(organization), organization);
        });
    }

    public List<Membership> memberships() {
        return changes.state().memberships();
    }

    /// The organisations that a user may pick.
    public List<Organization> organizationsOf(User user) {
        return memberships().stream()
                .filter(membership -> membership.userId().equals(user.id()) && membership.isActive())
                .flatMap(membership -> organization(membership.organizationId()).stream())
                .toList();
    }

    /// Creates or changes a membership.
    public Membership putMembership(User user, Organization organization, String status, String role) {
        return changes.decide(state -> MembershipChanges.put(
                        state, new MembershipChanges.Wish(user.id(), organization.id(), status, role), changes.now())
                .outcome());
    }

    /// Ends a membership.
    public Optional<Membership> removeMembership(String userId, String organizationId) {
        return changes.decide(state -> MembershipChanges.find(state, userId, organizationId)
                .map(known -> MembershipChanges.remove(state, known).outcome())
                .map(done -> new PublishedChanges.Outcome<>(done.next(), Optional.of(done.answer()), done.happenings()))
                .orElseGet(() -> PublishedChanges.Outcome.unchanged(state, Optional.empty())));
    }

    /// Ends a membership without an event.
    public void removeMembershipSilently(String userId, String organizationId) {
        changes.decide(state -> PublishedChanges.Outcome.unchanged(
                MembershipChanges.find(state, userId, organizationId)
                        .map(state::withoutMembership)
                        .orElse(state),
                userId));
    }

    /// Ends the session of a grant, and publishes an event.
    public void revokeSession(Grant grant) {
        changes.decide(state -> new PublishedChanges.Outcome<>(
                state.withGrant(grant.ended()),
                grant,
                List.of(new PublishedChanges.Happening("session.revoked", EventData.session(grant, changes.now())))));
    }

    public List<Event> events() {
        return changes.state().events();
    }

    static Optional<User> user(State state, String id) {
        return state.users().stream().filter(user -> user.id().equals(id)).findFirst();
    }

    /// Refuses a user that does not exist.
    static void requireUser(State state, String id) {
        if (user(state, id).isEmpty()) {
            throw WorkosRefusal.notFound("User");
        }
    }
}
