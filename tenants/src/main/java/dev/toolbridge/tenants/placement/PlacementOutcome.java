package dev.toolbridge.tenants.placement;

/// The outcome of a change of a placement. Sentences hold no passwords.
public sealed interface PlacementOutcome {

    /// It is as it was asked for, now or already before.
    record Done(TenantPlacement placement) implements PlacementOutcome {}

    /// Nothing of the tenant is in the cluster any more.
    record Gone() implements PlacementOutcome {}

    /// The cluster has no room for the connections (422 `placement_full`); nothing was made.
    ///
    /// @param free the connections that are left
    record Full(String cluster, int asked, int free) implements PlacementOutcome {}

    /// The cluster does not work at the moment: the same call may succeed later.
    record TryAgain(String why) implements PlacementOutcome {}

    /// The same call fails again, until a person changes something.
    record Refused(String why) implements PlacementOutcome {}
}
