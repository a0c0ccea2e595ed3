package dev.toolbridge.api.environment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.config.Secret;
import java.util.Optional;

/// A variable as it is to be.
///
/// @param value its value; without one it keeps the value that it has
/// @param about the fields that change; one that is null is taken away
public record VariableDraft(String key, Optional<Secret> value, ObjectNode about) {}
