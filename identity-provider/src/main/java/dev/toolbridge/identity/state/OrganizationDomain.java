package dev.toolbridge.identity.state;

/// A domain of an organisation.
///
/// @param state `pending` or `verified`
public record OrganizationDomain(String id, String domain, String state, String createdAt) {}
