package dev.toolbridge.api.access;

/// The authority that decides to which tenants a user belongs.
public enum Authority {
    /// The identity provider, by its memberships.
    PROVIDER,
    /// The owner of this deployment, who signed with its own key: the credential itself names the tenant.
    OWNER
}
