package dev.toolbridge.tenants.placement;

import java.util.List;

/// A database beside those of tenants, and the roles that go on connecting to it when PUBLIC may no more.
public record DatabaseAccess(String database, List<String> roles) {

    public DatabaseAccess {
        roles = List.copyOf(roles);
    }
}
