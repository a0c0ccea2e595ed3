package dev.toolbridge.api.item.decision;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.List;
import java.util.OptionalLong;

/// A write's condition on the version that it changes (RFC 9110, section 13.1.1).
public sealed interface Precondition {

    /// Every version meets it.
    record None() implements Precondition {}

    /// One of these versions meets it, written as in entity tags; no version meets an empty list.
    record Versions(List<String> accepted) implements Precondition {

        public Versions {
            accepted = List.copyOf(accepted);
        }
    }

    /// The one version that meets it, if it is one.
    default OptionalLong single() {
        return this instanceof Versions(var accepted)
                        && accepted.size() == 1
                        && accepted.getFirst().matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(accepted.getFirst()))
                : OptionalLong.empty();
    }

    /// Refuses a version that does not meet the condition.
    default void require(long actual) {
        switch (this) {
            case None _ -> {}
            case Versions versions -> requireOneOf(versions.accepted(), actual);
        }
    }

    private static void requireOneOf(List<String> accepted, long actual) {
        if (!accepted.contains(Long.toString(actual))) {
            throw mismatch(accepted.isEmpty() ? "none" : accepted.getFirst(), actual);
        }
    }

    /// The refusal of another version than the expected one.
    static Refusal mismatch(String expected, long actual) {
        return Refusal.of(
                        ErrorCode.VERSION_MISMATCH,
                        "version mismatch: version mismatch: expected " + expected + ", actual " + actual)
                .fact("version", actual);
    }
}
