package dev.toolbridge.identity.workos;

import dev.toolbridge.identity.fault.Faults;
import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.Invitations;
import dev.toolbridge.identity.state.Memberships;
import dev.toolbridge.identity.state.Organizations;
import java.util.function.Supplier;

/// The parts that answer for WorkOS.
///
/// @param address the provider's own address
public record WorkosParts(
        Directory directory,
        Organizations organizations,
        Memberships memberships,
        Invitations invitations,
        Faults faults,
        Supplier<String> address) {}
