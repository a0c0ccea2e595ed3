package dev.toolbridge.tests.style;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Type names that two packages of main code use: a reader must know which one is meant.
final class Doubles {

    /// Names of the field that two programs use in the same sense, or that belong to different programs.
    static final Set<String> ALLOWED = Set.of(
            "Admission",
            "ApiAnswer",
            "ApiRequest",
            "Audiences",
            "AuditStore",
            "Caller",
            "Callers",
            "Client",
            "Command",
            "Edge",
            "ExchangeConfig",
            "Grant",
            "ItemPage",
            "Main",
            "Member",
            "MemberRoutes",
            "McpConfigurations",
            "Members",
            "Membership",
            "Migrate",
            "Once",
            "Operation",
            "Organization",
            "Outcome",
            "Parameter",
            "Parameters",
            "Payloads",
            "Proposal",
            "Plan",
            "Projects",
            "Pulse",
            "Routes",
            "Seat",
            "SigningKeys",
            "Slug",
            "StateFile",
            "Watched",
            "Webhooks");

    private Doubles() {}

    static Set<String> in(Collection<Source> sources) {
        return sources.stream()
                .filter(source -> !source.isPackageInfo())
                .map(source -> source.place().getFileName().toString().replace(".java", ""))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(name -> name.getValue() > 1)
                .map(name -> name.getKey())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
