package dev.toolbridge.identity.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything at one moment.
///
/// @param invitations none in a file of an earlier release
/// @param keys private RSA keys as JWKs; the first signs, all are published
/// @param eventsEver the number of all events so far
public record State(
        List<User> users,
        List<Organization> organizations,
        List<Membership> memberships,
        List<Invitation> invitations,
        List<Client> clients,
        List<Grant> grants,
        List<Event> events,
        List<String> keys,
        long eventsEver) {

    static final State EMPTY =
            new State(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0);

    static final int ORGANIZATIONS_MAX = 10_000;
    static final int INVITATIONS_MAX = 10_000;

    private static final int CLIENTS_MAX = 1_000;
    private static final int GRANTS_MAX = 5_000;
    private static final int EVENTS_MAX = 10_000;
    private static final int KEYS_MAX = 3;

    public State {
        users = List.copyOf(users);
        organizations = List.copyOf(organizations);
        memberships = List.copyOf(memberships);
        invitations = newest(Optional.ofNullable(invitations).orElse(List.of()), INVITATIONS_MAX);
        clients = kept(clients, grants);
        grants = newest(grants, GRANTS_MAX);
        events = newest(events, EVENTS_MAX);
        keys = List.copyOf(keys);
    }

    State withUser(User user) {
        var more = put(users, user, old -> old.id().equals(user.id()));
        return new State(more, organizations, memberships, invitations, clients, grants, events, keys, eventsEver);
    }

    State withOrganization(Organization organization) {
        var more = inPlace(organizations, organization, old -> old.id().equals(organization.id()));
        return new State(users, more, memberships, invitations, clients, grants, events, keys, eventsEver);
    }

    /// Without an organisation, and without the invitations to it.
    State withoutOrganization(String id) {
        var organizationsLeft =
                organizations.stream().filter(known -> !known.id().equals(id)).toList();
        var invitationsLeft = invitations.stream()
                .filter(invitation -> !invitation.organizationId().equals(id))
                .toList();
        return new State(
                users, organizationsLeft, memberships, invitationsLeft, clients, grants, events, keys, eventsEver);
    }

    State withInvitation(Invitation invitation) {
        var more = inPlace(invitations, invitation, old -> old.id().equals(invitation.id()));
        return new State(users, organizations, memberships, more, clients, grants, events, keys, eventsEver);
    }

    State withMembership(Membership membership) {
        return withMemberships(inPlace(memberships, membership, old -> old.id().equals(membership.id())));
    }

    State withoutMembership(Membership membership) {
        return withMemberships(
                memberships.stream().filter(old -> !old.equals(membership)).toList());
    }

    State withClient(Client client) {
        var more = put(clients, client, old -> old.id().equals(client.id()));
        return new State(users, organizations, memberships, invitations, more, grants, events, keys, eventsEver);
    }

    State withGrant(Grant grant) {
        var more = put(grants, grant, old -> old.id().equals(grant.id()));
        return new State(users, organizations, memberships, invitations, clients, more, events, keys, eventsEver);
    }

    State withEvent(Event event) {
        var more = new ArrayList<>(events);
        more.add(event);
        return new State(users, organizations, memberships, invitations, clients, grants, more, keys, eventsEver + 1);
    }

    /// The key signs from now on; the oldest ones are forgotten.
    State withKey(String key) {
        var more = Stream.concat(Stream.of(key), keys.stream()).limit(KEYS_MAX).toList();
        return new State(users, organizations, memberships, invitations, clients, grants, events, more, eventsEver);
    }

    /// Only the key that signs is still published.
    State withoutOldKeys() {
        var last = List.of(keys.getFirst());
        return new State(users, organizations, memberships, invitations, clients, grants, events, last, eventsEver);
    }

    private State withMemberships(List<Membership> more) {
        return new State(users, organizations, more, invitations, clients, grants, events, keys, eventsEver);
    }

    private static <T> List<T> put(List<T> list, T value, Predicate<T> replaced) {
        var more = new ArrayList<>(list);
        more.removeIf(replaced);
        more.add(value);
        return more;
    }

    /// Keeps the order of creation, by which lists are paged.
    private static <T> List<T> inPlace(List<T> list, T value, Predicate<T> replaced) {
        var more = new ArrayList<>(list);
        more.replaceAll(old -> replaced.test(old) ? value : old);
        if (list.stream().noneMatch(replaced)) {
            more.add(value);
        }
        return more;
    }

    /// Drops the oldest clients first, those with a login only after all others, and never the
    /// newest, whose login is probably next.
    private static List<Client> kept(List<Client> clients, List<Grant> grants) {
        int surplus = clients.size() - CLIENTS_MAX;
        if (surplus <= 0) {
            return List.copyOf(clients);
        }
        var used = grants.stream().map(Grant::clientId).collect(Collectors.toSet());
        var older = clients.subList(0, clients.size() - 1);
        var leaving = Stream.concat(
                        older.stream().filter(client -> !used.contains(client.id())),
                        older.stream().filter(client -> used.contains(client.id())))
                .limit(surplus)
                .collect(Collectors.toSet());
        return clients.stream().filter(client -> !leaving.contains(client)).toList();
    }

    private static <T> List<T> newest(List<T> list, int countMax) {
        return List.copyOf(list.subList(Math.max(0, list.size() - countMax), list.size()));
    }
}
