package dev.toolbridge.tenants.release;

import java.util.List;

/// The addresses of a tenant that is not behind our router.
public record OutsideAddress(String api, String mcp) implements TenantAddress {

    @Override
    public List<String> all() {
        return List.of(api);
    }

    @Override
    public List<String> allMcp() {
        return List.of(mcp);
    }

    /// Domains lead to our router, which does not lead there.
    @Override
    public List<String> others() {
        return List.of();
    }
}
