package dev.toolbridge.identity.state;

import dev.toolbridge.identity.state.PublishedChanges.Happening;
import dev.toolbridge.identity.state.PublishedChanges.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Memberships as WorkOS lets them be made and changed. Each change is an event.
public final class MembershipChanges {
    public static final Set<String> ROLES = Set.of("owner", "admin", "member", "guest");
    public static final String USUAL_ROLE = "member";
    private static final String CREATED = "organization_membership.created";
    private static final String UPDATED = "organization_membership.updated";
    private static final String DELETED = "organization_membership.deleted";

    private final PublishedChanges changes;

    public MembershipChanges(PublishedChanges changes) {
        this.changes = changes;
    }

    /// The membership as it is wanted.
    public record Wish(String userId, String organizationId, String status, String role) {}

    /// A changed state, the membership and its event.
    record Step(State next, Membership membership, List<Happening> happenings) {
        Outcome<Membership> outcome() {
            return new Outcome<>(next, membership, happenings);
        }
    }

    public Optional<Membership> find(String id) {
        return byId(changes.state(), id);
    }

    /// Makes a user a member. An inactive member becomes active with the new role.
    public Membership create(String userId, String organizationId, String role) {
        requireRole(422, role);
        return changes.decide(state -> {
            Directory.requireUser(state, userId);
            OrganizationChanges.require(state, organizationId);
            find(state, userId, organizationId).ifPresent(known -> {
                if (known.isActive()) {
                    throw exists();
                }
                requireNotPending(known, MembershipChanges::pendingStays);
            });
            var wish = new Wish(userId, organizationId, Membership.ACTIVE, role);
            return put(state, wish, changes.now()).outcome();
        });
    }

    public Membership withRole(String id, String role) {
        requireRole(422, role);
        return changed(id, known -> known.changed(known.status(), role, changes.now()));
    }

    /// Without effect and without an event on a member who is inactive.
    public Membership deactivated(String id) {
        return changed(id, known -> {
            requireNotPending(known, MembershipChanges::pendingIsDeleted);
            return known.changed(Membership.INACTIVE, known.role(), changes.now());
        });
    }

    /// Without effect and without an event on a member who is active.
    public Membership reactivated(String id) {
        return changed(id, known -> {
            requireNotPending(known, MembershipChanges::pendingStays);
            return known.changed(Membership.ACTIVE, known.role(), changes.now());
        });
    }

    public void delete(String id) {
        changes.decide(state -> remove(state, require(state, id)).outcome());
    }

    static void requireRole(int status, String role) {
        if (!ROLES.contains(role)) {
            throw new WorkosRefusal(status, "invalid_role", "Role '" + role + "' is not a valid role.");
        }
    }

    static Optional<Membership> find(State state, String userId, String organizationId) {
        return state.memberships().stream()
                .filter(membership -> membership.isOf(userId, organizationId))
                .findFirst();
    }

    /// The membership as wished, made or changed.
    static Step put(State state, Wish wish, String now) {
        var known = find(state, wish.userId(), wish.organizationId());
        var membership = known.map(old -> old.changed(wish.status(), wish.role(), now))
                .orElseGet(() -> new Membership(
                        Unguessable.id("om"),
                        wish.userId(),
                        wish.organizationId(),
                        wish.status(),
                        wish.role(),
                        now,
                        now));
        return step(state.withMembership(membership), membership, known.isPresent() ? UPDATED : CREATED);
    }

    static Step remove(State state, Membership membership) {
        return step(state.withoutMembership(membership), membership, DELETED);
    }

    private static Step step(State next, Membership membership, String kind) {
        String name = OrganizationChanges.find(next, membership.organizationId())
                .map(Organization::name)
                .orElse("");
        return new Step(next, membership, List.of(new Happening(kind, EventData.membership(membership, name))));
    }

    private Membership changed(String id, UnaryOperator<Membership> change) {
        return changes.decide(state -> {
            var known = require(state, id);
            var membership = change.apply(known);
            return membership.isSameAs(known)
                    ? Outcome.unchanged(state, known)
                    : step(state.withMembership(membership), membership, UPDATED)
                            .outcome();
        });
    }

    private static void requireNotPending(Membership membership, Supplier<WorkosRefusal> otherwise) {
        if (membership.status().equals(Membership.PENDING)) {
            throw otherwise.get();
        }
    }

    private static Membership require(State state, String id) {
        return byId(state, id).orElseThrow(() -> WorkosRefusal.notFound("Organization membership"));
    }

    private static Optional<Membership> byId(State state, String id) {
        return state.memberships().stream()
                .filter(membership -> membership.id().equals(id))
                .findFirst();
    }

    private static WorkosRefusal exists() {
        return new WorkosRefusal(
                409, "organization_membership_already_exists", "the user is a member of the organization already");
    }

    private static WorkosRefusal pendingStays() {
        return new WorkosRefusal(
                400,
                "cannot_reactivate_pending_organization_membership",
                "Pending organization memberships cannot be reactivated. The invite must be accepted instead.");
    }

    private static WorkosRefusal pendingIsDeleted() {
        return new WorkosRefusal(
                400,
                "cannot_deactivate_pending_organization_membership",
                "Pending organization memberships cannot be deactivated. They must be deleted instead.");
    }
}
