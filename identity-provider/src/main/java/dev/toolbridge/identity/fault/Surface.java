package dev.toolbridge.identity.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The parts of the provider that can be made to fail, one by one.
public enum Surface {
    KEYS,
    /// Reads of memberships.
    MEMBERSHIPS,
    MEMBERSHIP_CHANGES,
    /// Reads of organisations.
    ORGANIZATIONS,
    ORGANIZATION_CHANGES,
    /// Reads of invitations.
    INVITATIONS,
    INVITATION_CHANGES,
    USERS,
    EVENTS,
    WEBHOOKS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The part with that name in requests.
    public static Optional<Surface> named(String name) {
        return Arrays.stream(values())
                .filter(surface -> surface.wireName().equals(name))
                .findFirst();
    }
}
