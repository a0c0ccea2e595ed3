package dev.toolbridge.identity.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.token.LoginName;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// People and organisations. Each change is an event; listeners get it after it is stored.
public final class Directory {
    private final Registry registry;
    private final InstantSource clock;
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

    public Directory(Registry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    /// The user who logs in with that name; created at the first login.
    public User userNamed(LoginName login, String name) {
        return registry.decide(state -> user(state, login.id())
                .map(known -> new Registry.Decision<>(state, known))
                .orElseGet(() -> {
                    var made = User.of(login, name, now());
                    return new Registry.Decision<>(state.withUser(made), made);
                }));
    }

    public Optional<User> user(String id) {
        return user(registry.state(), id);
    }

    public Optional<Organization> organization(String id) {
        return registry.state().organizations().stream()
                .filter(organization -> organization.id().equals(id))
                .findFirst();
    }

    /// The organisation with that id, made or renamed.
    public Organization putOrganization(String id, String name) {
        var organization = new Organization(id, name, now());
        registry.update(state -> state.withOrganization(organization));
        return organization;
    }

    public List<Membership> memberships() {
        return registry.state().memberships();
    }

    /// The organisations that a user may pick.
    public List<Organization> organizationsOf(User user) {
        return memberships().stream()
                .filter(membership -> membership.userId().equals(user.id()) && membership.isActive())
                .flatMap(membership -> organization(membership.organizationId()).stream())
                .toList();
    }

    /// Creates or changes a membership, and publishes an event.
    public Membership putMembership(User user, Organization organization, String status, String role) {
        var change = registry.decide(state -> {
            var known = membership(state, user.id(), organization.id());
            var membership = known.map(old -> old.changed(status, role, now()))
                    .orElseGet(() -> new Membership(
                            Unguessable.id("om"), user.id(), organization.id(), status, role, now(), now()));
            String kind = known.isPresent() ? "updated" : "created";
            return withEvent(state.withMembership(membership), "organization_membership." + kind, membership);
        });
        tell(change.event());
        return change.membership();
    }

    /// Ends a membership, and publishes an event.
    public Optional<Membership> removeMembership(String userId, String organizationId) {
        var change = registry.decide(state -> membership(state, userId, organizationId)
                .map(known -> withEvent(state.withoutMembership(known), "organization_membership.deleted", known))
                .map(done -> new Registry.Decision<>(done.next(), Optional.of(done.answer())))
                .orElseGet(() -> new Registry.Decision<>(state, Optional.<Change>empty())));
        change.map(Change::event).ifPresent(this::tell);
        return change.map(Change::membership);
    }

    /// Ends a membership without an event.
    public void removeMembershipSilently(String userId, String organizationId) {
        registry.update(state -> membership(state, userId, organizationId)
                .map(state::withoutMembership)
                .orElse(state));
    }

    /// Ends the session of a grant, and publishes an event.
    public void revokeSession(Grant grant) {
        var event = registry.decide(state -> {
            var data = EventData.session(grant, now());
            var made = event(state, "session.revoked", data);
            return new Registry.Decision<>(state.withGrant(grant.ended()).withEvent(made), made);
        });
        tell(event);
    }

    public List<Event> events() {
        return registry.state().events();
    }

    private record Change(Membership membership, Event event) {}

    private Registry.Decision<Change> withEvent(State state, String kind, Membership membership) {
        var event = event(state, kind, EventData.membership(membership, organizationName(state, membership)));
        return new Registry.Decision<>(state.withEvent(event), new Change(membership, event));
    }

    private Event event(State state, String kind, ObjectNode data) {
        return new Event(String.format(Locale.ROOT, "event_%026d", state.eventsEver() + 1), kind, data, now());
    }

    private void tell(Event event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String organizationName(State state, Membership membership) {
        return state.organizations().stream()
                .filter(organization -> organization.id().equals(membership.organizationId()))
                .map(Organization::name)
                .findFirst()
                .orElse("");
    }

    private static Optional<User> user(State state, String id) {
        return state.users().stream().filter(user -> user.id().equals(id)).findFirst();
    }

    private static Optional<Membership> membership(State state, String userId, String organizationId) {
        return state.memberships().stream()
                .filter(membership -> membership.isOf(userId, organizationId))
                .findFirst();
    }
}
