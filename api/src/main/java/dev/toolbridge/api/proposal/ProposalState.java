package dev.toolbridge.api.proposal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The state of a proposal: open until a person or its proposer closes it, or its time is over.
public enum ProposalState {
    OPEN,
    APPLIED,
    REJECTED,
    EXPIRED,
    WITHDRAWN;

    public static Optional<ProposalState> named(String name) {
        return Arrays.stream(values())
                .filter(state -> state.wireName().equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ProposalState::wireName).toList();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
