package dev.toolbridge.tenants.caller;

/// The identity provider's word on who administers an organisation.
@FunctionalInterface
public interface Administrators {

    /// Tells if a user is an active administrator of an organisation.
    ///
    /// @throws dev.toolbridge.service.error.Refusal `unavailable` if the provider does not answer
    boolean include(String organization, String user);
}
