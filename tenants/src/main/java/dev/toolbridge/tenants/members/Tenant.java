package dev.toolbridge.tenants.members;

import dev.toolbridge.service.rate.Recognition;

/// A tenant that showed its key.
///
/// @param organization the id of its organisation
record Tenant(String organization) implements Recognition.Counted {

    /// All keys of a tenant are counted together.
    @Override
    public String countedAs() {
        return organization;
    }
}
