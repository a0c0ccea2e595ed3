package dev.toolbridge.tenants.domain;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Looks for the text that proves a domain.
record ProofCheck(Dns dns, LookStore looks, InstantSource clock) {

    /// Empty if the domain is proven now.
    Optional<Found> run(DomainLook look) {
        Domain domain = look.domain();
        return switch (dns.texts(Proof.place(domain.name()))) {
            case DnsAnswer.Unclear(String why) ->
                Optional.of(missing(domain, "DnsUnclear", "The proof was not found: " + why + ".", List.of()));
            case DnsAnswer.Found(List<String> texts)
            when !texts.contains(domain.proof()) ->
                Optional.of(missing(
                        domain,
                        "ProofMissing",
                        Proof.place(domain.name()) + " does not have the text; set it as shown.",
                        texts));
            case DnsAnswer.Found(List<String> texts) ->
                looks.prove(look) ? Optional.empty() : Optional.of(taken(texts));
        };
    }

    private Found missing(Domain domain, String reason, String message, List<String> texts) {
        boolean isOver = !domain.proveBy().isAfter(clock.instant());
        return isOver
                ? new Found(
                        DomainStatus.FAILING,
                        "NotProven",
                        message + " The search has ended; a check begins it anew.",
                        texts,
                        List.of(),
                        Optional.empty(),
                        domain.failures())
                : new Found(
                        DomainStatus.PENDING,
                        reason,
                        message,
                        texts,
                        List.of(),
                        Optional.of(clock.instant().plus(Pace.DNS.pause(domain.failures()))),
                        domain.failures() + 1);
    }

    private static Found taken(List<String> texts) {
        return new Found(
                DomainStatus.FAILING,
                "Taken",
                "Another tenant has proven this domain before; remove it there, then check it again.",
                texts,
                List.of(),
                Optional.empty(),
                0);
    }
}
