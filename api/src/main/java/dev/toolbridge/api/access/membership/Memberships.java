package dev.toolbridge.api.access.membership;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Tells which users belong to which tenant. If it does not know, it throws [MembershipsUnavailable].
public final class Memberships {
    /// Leaves two seconds for the next answer, so that it comes within a minute of the one before.
    static final Duration SOFT_LIMIT = Duration.ofSeconds(57);

    static final Duration HARD_LIMIT = Duration.ofMinutes(5);
    static final Duration NEGATIVE_LIMIT = Duration.ofSeconds(15);
    private static final double JITTER = 0.1;

    /// The size of a membership with its names.
    private static final int MEMBERSHIP_BYTES = 400;

    private final MembershipSource source;
    private final TenantBudget budget;
    private final SoftCache<Pair, Optional<Membership>> pairs;
    private final SoftCache<String, List<Membership>> lists;

    Memberships(MembershipSource source, InstantSource clock) {
        this.source = source;
        this.budget = new TenantBudget(clock);
        this.pairs = new SoftCache<>(
                found -> found.isPresent() ? positive() : negative(), (_, _) -> MEMBERSHIP_BYTES, clock);
        this.lists = new SoftCache<>(_ -> positive(), (_, list) -> (1 + list.size()) * MEMBERSHIP_BYTES, clock);
    }

    /// A user and a tenant. Two concatenated texts could equal those of another user and another tenant.
    private record Pair(String user, String tenant) {}

    /// The user's membership in a tenant.
    ///
    /// @throws MembershipsUnavailable if the answer is not known and the identity provider is away
    /// @throws Refusal if the user has asked for too many tenants
    public Optional<Membership> find(String user, String tenant) {
        var pair = new Pair(user, tenant);
        return pairs.fresh(pair).orElseGet(() -> {
            budget.spend(user, tenant).ifPresent(Memberships::refuse);
            return pairs.get(pair, asked -> source.find(asked.user(), asked.tenant()));
        });
    }

    /// All memberships of the user.
    ///
    /// @throws MembershipsUnavailable if the answer is not known and the identity provider is away
    public List<Membership> all(String user) {
        return lists.get(user, source::all);
    }

    /// Ends a membership, unless the known one is a later one of the same user in the same tenant.
    void end(MembershipEvent.Ended ended) {
        var pair = new Pair(ended.user(), ended.tenant());
        boolean another = pairs.last(pair)
                .flatMap(known -> known)
                .filter(known -> !known.id().equals(ended.membershipId()))
                .isPresent();
        if (!another) {
            pairs.put(pair, Optional.empty());
        }
        lists.forget(ended.user());
    }

    void ask(String user, String tenant) {
        pairs.forget(new Pair(user, tenant));
        lists.forget(user);
    }

    void forgetUser(String user) {
        pairs.forgetAll(pair -> pair.user().equals(user));
        lists.forget(user);
    }

    void forgetTenant(String tenant) {
        pairs.forgetAll(pair -> pair.tenant().equals(tenant));
        lists.forgetAll(_ -> true);
    }

    /// Shortens the limits at random, so that answers that arrived together do not expire together.
    private static SoftCache.Limits positive() {
        double part = 1 - ThreadLocalRandom.current().nextDouble(JITTER);
        return new SoftCache.Limits(Duration.ofMillis((long) (SOFT_LIMIT.toMillis() * part)), HARD_LIMIT);
    }

    private static SoftCache.Limits negative() {
        return new SoftCache.Limits(NEGATIVE_LIMIT, NEGATIVE_LIMIT);
    }

    private static void refuse(Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        throw Refusal.of(ErrorCode.RATE_LIMITED, "Rate limit exceeded. Please retry after " + seconds + " seconds.")
                .header("Retry-After", String.valueOf(seconds));
    }
}
