package dev.toolbridge.identity.workos;

import dev.toolbridge.identity.fault.Faults;
import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.InvitationChanges;
import dev.toolbridge.identity.state.MembershipChanges;
import dev.toolbridge.identity.state.OrganizationChanges;
import java.util.function.Supplier;

/// The parts that answer for WorkOS.
///
/// @param address the provider's own address
public record WorkosParts(
        Directory directory,
        OrganizationChanges organizations,
        MembershipChanges memberships,
        InvitationChanges invitations,
        Faults faults,
        Supplier<String> address) {}
