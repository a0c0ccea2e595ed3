package dev.toolbridge.proof.conformance;

import dev.toolbridge.tests.redaction.Used;

/// The command `toolbridge conformance`: the official suite for each era of the protocol.
public final class Conformance {

    private Conformance() {}

    /// Ends with 0 when every scored scenario passes, and also without npm, which it says.
    public static void main(String[] arguments) {
        Used.ignore();
        boolean isBroken = false;
        for (Era era : Era.ALL) {
            var outcome = era.run();
            System.out.println(outcome.map(Outcome::output).orElse(""));
            System.out.println(outcome.map(Outcome::summary).orElseGet(era::leftOut));
            isBroken |= outcome.filter(done -> !done.isComplete()).isPresent();
        }
        System.exit(isBroken ? 1 : 0);
    }
}
