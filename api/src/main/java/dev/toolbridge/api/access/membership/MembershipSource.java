package dev.toolbridge.api.access.membership;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The calls of the identity provider that we make. Each fails with [MembershipsUnavailable] and nothing else.
interface MembershipSource {

    /// The active membership of a user in an organisation.
    Optional<Membership> find(String user, String organization);

    /// All active memberships of a user.
    List<Membership> all(String user);

    /// The events after a given one, or, without one, since a time; oldest first.
    EventPage events(Optional<String> afterId, Instant since);

    /// A page of events; `hasMore` is true when another page follows now.
    record EventPage(List<MembershipEvent> events, boolean hasMore) {
        public EventPage {
            events = List.copyOf(events);
        }
    }
}
