package dev.toolbridge.tenants.router;

/// The part of the router that domains and certificates need.
public interface DomainRouter {

    /// Brings the domains and the certificates of the tables into force.
    void refresh();

    /// Tells if the router ends TLS.
    boolean endsTls();
}
