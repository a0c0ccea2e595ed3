package dev.toolbridge.identity.state;

import dev.toolbridge.identity.state.Organization.Origin;
import dev.toolbridge.identity.state.PublishedChanges.Happening;
import dev.toolbridge.identity.state.PublishedChanges.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Organisations as WorkOS lets them be made, changed and deleted. Each change is an event.
public final class OrganizationChanges {
    private static final Duration KEY_LIFE = Duration.ofHours(24);

    private final PublishedChanges changes;

    public OrganizationChanges(PublishedChanges changes) {
        this.changes = changes;
    }

    /// A new organisation, or the new values of one; what is absent stays as it is.
    ///
    /// @param metadata values by their names; an empty value removes the name
    /// @param domains names and their states
    public record Draft(
            Optional<String> name,
            Optional<String> externalId,
            SequencedMap<String, String> metadata,
            Optional<SequencedMap<String, String>> domains) {}

    public List<Organization> all() {
        return changes.state().organizations();
    }

    public Optional<Organization> find(String id) {
        return find(changes.state(), id);
    }

    public Optional<Organization> byExternalId(String externalId) {
        return all().stream()
                .filter(organization -> organization.externalId().equals(externalId))
                .findFirst();
    }

    /// Creates an organisation, or gives the one that the same request created within the last day.
    public Organization create(Draft draft, Origin origin) {
        return changes.decide(state -> repeated(state, origin)
                .map(known -> Outcome.unchanged(state, known))
                .orElseGet(() -> created(state, draft, origin)));
    }

    public Organization update(String id, Draft draft) {
        return changes.decide(state -> {
            var known = require(state, id);
            var organization = drawn(known, draft);
            requireFree(state, organization);
            return outcome(state.withOrganization(organization), organization, "organization.updated");
        });
    }

    /// Deletes an organisation with its memberships and invitations.
    public void delete(String id) {
        changes.decide(state -> {
            var organization = require(state, id);
            var happenings = new ArrayList<Happening>();
            State next = state;
            for (Membership membership : state.memberships()) {
                if (membership.organizationId().equals(id)) {
                    var step = MembershipChanges.remove(next, membership);
                    next = step.next();
                    happenings.addAll(step.happenings());
                }
            }
            happenings.add(new Happening("organization.deleted", EventData.organization(organization)));
            return new Outcome<>(next.withoutOrganization(id), organization, happenings);
        });
    }

    static Optional<Organization> find(State state, String id) {
        return state.organizations().stream()
                .filter(organization -> organization.id().equals(id))
                .findFirst();
    }

    static Organization require(State state, String id) {
        return find(state, id).orElseThrow(() -> WorkosRefusal.notFound("Organization"));
    }

    private Optional<Organization> repeated(State state, Origin origin) {
        var earlier = state.organizations().stream()
                .filter(known -> !origin.key().isEmpty() && known.origin().key().equals(origin.key()) && isFresh(known))
                .findFirst();
        if (earlier.filter(known -> !known.origin().equals(origin)).isPresent()) {
            throw keyReused();
        }
        return earlier;
    }

    private boolean isFresh(Organization organization) {
        return changes.clock()
                .instant()
                .isBefore(Instant.parse(organization.createdAt()).plus(KEY_LIFE));
    }

    private Outcome<Organization> created(State state, Draft draft, Origin origin) {
        if (state.organizations().size() >= State.ORGANIZATIONS_MAX) {
            throw full();
        }
        String at = changes.now();
        var blank = new Organization(Unguessable.id("org"), "", at, at, "", new LinkedHashMap<>(), List.of(), origin);
        var organization = drawn(blank, draft);
        requireFree(state, organization);
        return outcome(state.withOrganization(organization), organization, "organization.created");
    }

    private static Outcome<Organization> outcome(State next, Organization organization, String kind) {
        return new Outcome<>(next, organization, List.of(new Happening(kind, EventData.organization(organization))));
    }

    private static void requireFree(State state, Organization organization) {
        var others = state.organizations().stream()
                .filter(known -> !known.id().equals(organization.id()))
                .toList();
        var domains =
                organization.domains().stream().map(OrganizationDomain::domain).toList();
        if (!organization.externalId().isEmpty()
                && others.stream().anyMatch(known -> known.externalId().equals(organization.externalId()))) {
            throw taken();
        }
        if (others.stream()
                .flatMap(known -> known.domains().stream())
                .anyMatch(known -> domains.contains(known.domain()))) {
            throw domainTaken();
        }
    }

    private Organization drawn(Organization known, Draft draft) {
        var metadata = new LinkedHashMap<>(known.metadata());
        metadata.putAll(draft.metadata());
        metadata.values().removeIf(String::isEmpty);
        return new Organization(
                known.id(),
                draft.name().orElse(known.name()),
                known.createdAt(),
                changes.now(),
                draft.externalId().orElse(known.externalId()),
                metadata,
                draft.domains().map(wanted -> domains(known, wanted)).orElse(known.domains()),
                known.origin());
    }

    private List<OrganizationDomain> domains(Organization known, SequencedMap<String, String> wanted) {
        return wanted.entrySet().stream()
                .map(domain -> known.domains().stream()
                        .filter(old -> old.domain().equals(domain.getKey()))
                        .findFirst()
                        .orElseGet(() -> new OrganizationDomain(
                                Unguessable.id("org_domain"), domain.getKey(), domain.getValue(), changes.now())))
                .toList();
    }

    private static WorkosRefusal taken() {
        return new WorkosRefusal(
                400, "external_id_already_used", "the external_id is used by another organization already");
    }

    private static WorkosRefusal keyReused() {
        return new WorkosRefusal(409, "idempotency_key_reused", "the Idempotency-Key came with another body before");
    }

    private static WorkosRefusal domainTaken() {
        return new WorkosRefusal(409, "domain_already_exists", "a domain belongs to another organization already");
    }

    private static WorkosRefusal full() {
        return new WorkosRefusal(
                422, "too_many_organizations", "there can be " + State.ORGANIZATIONS_MAX + " organizations at most");
    }
}
