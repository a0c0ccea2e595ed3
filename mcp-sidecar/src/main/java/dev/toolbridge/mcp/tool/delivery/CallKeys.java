package dev.toolbridge.mcp.tool.delivery;

import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.OnBehalf;
import java.util.Optional;

/// The keys by which a repeated call is recognised.
///
/// @param caller the sender of the call
/// @param arguments the arguments of the call
public record CallKeys(OnBehalf caller, Arguments arguments) {
    /// The argument with the assistant's own key.
    public static final String IDEMPOTENCY_KEY = "idempotency_key";

    /// The assistant's own key.
    public Optional<String> given() {
        return arguments.text(IDEMPOTENCY_KEY);
    }

    /// The key of all deliveries of this call.
    public Optional<String> ofDelivery() {
        return caller.call().delivery().map(id -> DeliveryKey.of(id, caller.tool(), arguments.canonicalText()));
    }

    /// The key of all calls of this run with these arguments, unless the assistant gave its own.
    public Optional<String> ofRun() {
        return given().isPresent() ? Optional.empty() : caller.run().map(this::ofRun);
    }

    private String ofRun(String run) {
        String owner = caller.call().principal().sessionKey().toString();
        return DeliveryKey.of(owner, run, caller.tool(), arguments.canonicalText());
    }
}
