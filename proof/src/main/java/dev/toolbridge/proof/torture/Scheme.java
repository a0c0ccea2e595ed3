package dev.toolbridge.proof.torture;

import java.util.List;

/// A way to give changes their places in an order, and to check the epoch.
///
/// @param numbers the source of the numbers
/// @param epoch the time of the check of a writer's epoch
/// @param head the time at which a reader learns the head
/// @param wipes true if a wipe may happen
record Scheme(String name, Numbers numbers, EpochCheck epoch, HeadRead head, boolean wipes) {

    /// The source of numbers.
    enum Numbers {
        /// The head of the space, which a writer holds until the commit.
        HEAD,
        /// A sequence: each number once, without waits.
        SEQUENCE,
        /// The server's clock.
        SERVER_CLOCK,
        /// The clock of the device that wrote.
        CLIENT_CLOCK
    }

    /// The time of the check of the epoch.
    enum EpochCheck {
        WHILE_THE_HEAD_IS_HELD,
        BEFORE_THE_TRANSACTION
    }

    /// The time at which the head after the last page of a pull is read.
    enum HeadRead {
        WITH_THE_PAGE,
        AFTER_THE_PAGE
    }

    static final Scheme OURS =
            new Scheme("held head", Numbers.HEAD, EpochCheck.WHILE_THE_HEAD_IS_HELD, HeadRead.WITH_THE_PAGE, true);

    static final List<Scheme> KNOWN_BAD = List.of(
            numbersFrom("client clock", Numbers.CLIENT_CLOCK),
            numbersFrom("server clock", Numbers.SERVER_CLOCK),
            numbersFrom("plain sequence", Numbers.SEQUENCE),
            new Scheme(
                    "epoch checked before the transaction",
                    Numbers.HEAD,
                    EpochCheck.BEFORE_THE_TRANSACTION,
                    HeadRead.WITH_THE_PAGE,
                    true),
            new Scheme(
                    "head read after the page",
                    Numbers.HEAD,
                    EpochCheck.WHILE_THE_HEAD_IS_HELD,
                    HeadRead.AFTER_THE_PAGE,
                    true));

    boolean holdsHead() {
        return numbers == Numbers.HEAD;
    }

    private static Scheme numbersFrom(String name, Numbers numbers) {
        return new Scheme(name, numbers, EpochCheck.WHILE_THE_HEAD_IS_HELD, HeadRead.WITH_THE_PAGE, false);
    }
}
