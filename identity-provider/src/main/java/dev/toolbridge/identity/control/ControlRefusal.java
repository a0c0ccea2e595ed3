package dev.toolbridge.identity.control;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.function.Supplier;

/// The refusals of the switches.
final class ControlRefusal {

    private ControlRefusal() {}

    static Refusal wrong(String text) {
        return Refusal.of(ErrorCode.INVALID_FIELD, text);
    }

    static Supplier<Refusal> unknown(String what) {
        return () -> Refusal.of(ErrorCode.NOT_FOUND, what + " not found");
    }
}
