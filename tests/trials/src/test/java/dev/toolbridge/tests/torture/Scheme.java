package dev.toolbridge.tests.torture;

import java.util.List;

/// A way to give changes their place in an order, and to check the epoch.
///
/// @param numbers where the numbers come from
/// @param epoch when a writer's epoch is checked
/// @param head when a reader learns how far it has come
/// @param wipes whether a wipe may happen
record Scheme(String name, Numbers numbers, EpochCheck epoch, HeadRead head, boolean wipes) {

    /// Where numbers come from.
    enum Numbers {
        /// From the head of the space, which is held until the commit.
        HEAD,
        /// From a sequence: each number once, and nobody waits.
        SEQUENCE,
        /// From the server's clock.
        SERVER_CLOCK,
        /// From the clock of the device that wrote.
        CLIENT_CLOCK
    }

    /// When the epoch is checked.
    enum EpochCheck {
        WHILE_THE_HEAD_IS_HELD,
        BEFORE_THE_TRANSACTION
    }

    /// When the head is read that the last page of a pull leads to.
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
