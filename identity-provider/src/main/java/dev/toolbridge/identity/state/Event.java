package dev.toolbridge.identity.state;

import com.fasterxml.jackson.databind.JsonNode;

/// An event in the form of WorkOS.
///
/// @param id grows with time, so that it is a cursor
/// @param event its kind: `organization_membership.deleted`
public record Event(String id, String event, JsonNode data, String createdAt) {}
