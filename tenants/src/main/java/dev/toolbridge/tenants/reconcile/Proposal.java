package dev.toolbridge.tenants.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An operation that would bring about what is wanted. It is started unless the tenant has one that runs, or one of the
/// kind has failed not long ago.
///
/// @param kind the name of a kind in the catalogue
public record Proposal(String kind, ObjectNode input, String reason) {}
