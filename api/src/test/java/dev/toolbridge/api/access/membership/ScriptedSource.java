package dev.toolbridge.api.access.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// An identity provider that gives the test's answers at the times that the test chooses.
final class ScriptedSource implements MembershipSource {
    private final List<Membership> memberships = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean away;
    private volatile Optional<CountDownLatch> gate = Optional.empty();
    final List<MembershipEvent> story = new CopyOnWriteArrayList<>();

    void join(String user, String tenant) {
        memberships.add(new Membership("om_" + calls.get() + memberships.size(), user, tenant, tenant, "member"));
    }

    String leave(String user, String tenant) {
        var gone = new ArrayList<>(memberships);
        gone.removeIf(membership ->
                !membership.user().equals(user) || !membership.tenant().equals(tenant));
        memberships.removeAll(gone);
        return gone.getFirst().id();
    }

    void goAway(boolean isAway) {
        away = isAway;
    }

    /// Makes later calls wait for the latch.
    void holdAt(CountDownLatch latch) {
        gate = Optional.of(latch);
    }

    int calls() {
        return calls.get();
    }

    @Override
    public Optional<Membership> find(String user, String organization) {
        answer();
        return memberships.stream()
                .filter(membership ->
                        membership.user().equals(user) && membership.tenant().equals(organization))
                .findFirst();
    }

    @Override
    public List<Membership> all(String user) {
        answer();
        return memberships.stream()
                .filter(membership -> membership.user().equals(user))
                .toList();
    }

    @Override
    public EventPage events(Optional<String> afterId, Instant since) {
        answer();
        int start = afterId.map(id -> indexOf(id) + 1).orElse(0);
        int end = Math.min(story.size(), start + 2);
        return new EventPage(story.subList(start, end), end < story.size());
    }

    private int indexOf(String id) {
        return story.stream().map(MembershipEvent::id).toList().indexOf(id);
    }

    private void answer() {
        calls.incrementAndGet();
        gate.ifPresent(ScriptedSource::await);
        if (away) {
            throw new MembershipsUnavailable("away", Duration.ofSeconds(1));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
