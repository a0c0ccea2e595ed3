package dev.toolbridge.api.access;

/// Who decides to which tenants somebody belongs.
public enum Authority {
    /// The identity provider, by its memberships.
    PROVIDER,
    /// The owner of this deployment, who signed with its own key: the credential itself says the tenant.
    OWNER
}
