package dev.toolbridge.tenants.certificate;

import dev.toolbridge.tenants.certificate.CertificateIssuer.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.exception.AcmeUserActionRequiredException;

/// The issuer's refusals as outcomes of orders (RFC 8555, section 6.7).
final class AcmeFaults {
    private static final Duration LIMIT_PAUSE = Duration.ofHours(1);
    private static final Duration LIMIT_PAUSE_MAX = Duration.ofDays(7);
    private static final int WORDS_LENGTH_MAX = 500;
    private static final String SERVER_FAULT = "serverInternal";

    private AcmeFaults() {}

    static Outcome outcome(AcmeException failed) {
        return switch (failed) {
            case AcmeRateLimitedException limited ->
                new Outcome.Later(
                        "IssuerLimit",
                        "The issuer takes no more orders now: " + words(limited.getProblem()),
                        Optional.of(resumesAt(limited)));
            case AcmeUserActionRequiredException changed ->
                new Outcome.Refused(
                        "TermsChanged",
                        "The issuer wants its terms to be agreed to anew: " + words(changed.getProblem()));
            case AcmeServerException refused
            when kind(refused.getProblem()).equals(SERVER_FAULT) ->
                new Outcome.Later(
                        "IssuerFault", "The issuer has a fault: " + words(refused.getProblem()), Optional.empty());
            case AcmeServerException refused ->
                new Outcome.Refused("IssuerRefused", "The issuer refuses: " + words(refused.getProblem()));
            default ->
                new Outcome.Later(
                        "IssuerUnreachable", "The issuer does not answer as it should now.", Optional.empty());
        };
    }

    /// The issuer's words about a fault, in one line.
    static String words(Problem problem) {
        String detail = problem.getDetail().orElse("no reason given").replaceAll("[\\s\\p{Cntrl}]+", " ");
        String words = kind(problem) + ": " + detail;
        return words.substring(0, Math.min(words.length(), WORDS_LENGTH_MAX));
    }

    private static String kind(Problem problem) {
        String type = problem.getType().toString();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    /// The time that the issuer names, within a week.
    private static Instant resumesAt(AcmeRateLimitedException limited) {
        Instant now = Instant.now();
        Instant named = limited.getRetryAfter().orElse(now.plus(LIMIT_PAUSE));
        Instant latest = now.plus(LIMIT_PAUSE_MAX);
        return named.isAfter(latest) ? latest : named;
    }
}
