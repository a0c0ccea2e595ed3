package dev.toolbridge.api.webhook.dispatch;

import dev.toolbridge.api.item.Space;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The store of what is to be delivered, as one server sees it. Each subscription has one holder at a time; a
/// lease that is not renewed is over after ten seconds.
public interface Dispatches {
    /// The time for which a lease is good without being renewed, in seconds.
    int LEASE_SECONDS = 10;

    /// The most deliveries of a part that were tried before, and the most events that were not.
    int RETRIES_MAX = 10;

    int EVENTS_MAX = 80;

    /// A place in the walk through all subscriptions.
    record Place(HookLease lease, boolean hasWork) {}

    /// Takes the subscriptions of some spaces that have work and no holder.
    List<HookLease> lease(Collection<Space> spaces);

    /// The spaces of subscriptions whose next attempt is due, or whose holder has died.
    List<Space> due();

    /// The next subscriptions after a place, empty at the end.
    List<Place> walk(Optional<HookLease> after);

    void renew(Collection<HookLease> leases);

    /// The parts of a subscription; empty if the lease is lost, or the subscription is switched off.
    Optional<Held> held(HookLease lease);

    /// The deliveries that are due, and the next events after them, which are in order.
    List<DueEvent> work(HookLease lease);

    /// Keeps what became of some attempts, and the place after the new events among them.
    ///
    /// @return false if the lease has ended
    boolean keep(HookLease lease, List<Outcome> outcomes);

    /// Switches a subscription off for which nothing can be signed, and ends its lease.
    void switchOff(HookLease lease, String reason);

    /// Ends a lease unless there is more to do.
    boolean release(HookLease lease);

    /// Ends all leases of this server.
    void giveBack();
}
