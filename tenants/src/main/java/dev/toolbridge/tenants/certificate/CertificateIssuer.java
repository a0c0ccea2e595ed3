package dev.toolbridge.tenants.certificate;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Makes certificates.
public interface CertificateIssuer {

    /// Orders a certificate, or goes on with an order, in two minutes at most. It may be asked twice for the same one.
    ///
    /// @param mayAct asked before each step that costs something outside: false ends the work
    Outcome issue(Holder holder, BooleanSupplier mayAct);

    /// Forgets the order of a certificate that was kept.
    void close(Holder holder);

    /// The end of an order, or of a part of its way.
    sealed interface Outcome {

        /// A certificate with its key.
        record Issued(KeyedCertificate certificate) implements Outcome {}

        /// The issuer refuses the order; another one may succeed when the reason is gone.
        ///
        /// @param reason one word for programs
        /// @param why a sentence for people
        record Refused(String reason, String why) implements Outcome {}

        /// The issuer cannot be asked now, or wants no order now.
        ///
        /// @param notBefore the time before which it wants none
        record Later(String reason, String why, Optional<Instant> notBefore) implements Outcome {}

        /// The order is under way, and goes on soon.
        record Working(String why) implements Outcome {}
    }
}
