package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// A person's decision about a whole proposal.
///
/// @param seen the hash of what was shown
/// @param rest the decision about all hunks without one
/// @param marks decisions that come with it, by the ids of hunks
public record ApprovalOrder(String seen, Optional<Mark> rest, ObjectNode marks) {}
