package dev.toolbridge.api.transfer;

import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.write.Transactions;
import dev.toolbridge.moving.old.OldDatabase;
import dev.toolbridge.moving.old.OldOwner;
import dev.toolbridge.moving.old.OldTable;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.token.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/// The import of the old server's database: every owner into the space of the user with the same subject. Done again,
/// it stores only what is newer there.
public final class OldImport {
    private static final String OPERATOR = "operator";

    private final OldDatabase source;
    private final TransferStore target;
    private final Transactions transactions;
    private final Destination destination;

    /// @param target the records of the spaces that are filled
    public OldImport(OldDatabase source, TransferStore target, Transactions transactions, Destination destination) {
        this.source = source;
        this.target = target;
        this.transactions = transactions;
        this.destination = destination;
    }

    /// The place that the owners come to.
    ///
    /// @param issuer the issuer that vouches for their subjects here
    /// @param run the run that the changes belong to
    public record Destination(String tenant, String issuer, String run) {

        /// The space of an owner.
        public Space space(OldOwner owner) {
            return new Space(tenant, UserId.of(issuer, owner.subject()));
        }
    }

    /// Imports one owner. A refusal of the space ends the import of this owner only.
    ///
    /// @param progress learns of the rows that are done
    public OwnerReport run(OldOwner owner, LongConsumer progress) throws SQLException {
        Space space = destination.space(owner);
        if (owner.subject().isEmpty()) {
            return new OwnerReport(owner, space, 0, List.of(), Optional.of("it has no subject: nobody can sign in"));
        }
        int epoch = target.raiseEpoch(space, owner.epoch(), wipe(owner));
        var tables = new ArrayList<TableReport>();
        try {
            var transfer = new SpaceTransfer(transactions, space, epoch, author(owner));
            for (OldTable table : OldTable.ALL) {
                TableReport report = new TableImport(source, target, new TableImport.Rows(table, owner.id(), space))
                        .run(transfer, progress);
                if (report.tally().read() > 0) {
                    tables.add(report);
                }
            }
            return new OwnerReport(owner, space, epoch, tables, Optional.empty());
        } catch (Refusal refused) {
            return new OwnerReport(owner, space, epoch, tables, Optional.of(refused.getMessage()));
        }
    }

    private static TransferStore.PastWipe wipe(OldOwner owner) {
        return new TransferStore.PastWipe(
                owner.lastWipeAt()
                        .map(Instant::toEpochMilli)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                owner.lastWipeBy());
    }

    private Author author(OldOwner owner) {
        return new Author(
                owner.subject(),
                Optional.empty(),
                Optional.of(OPERATOR),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(destination.run()),
                destination.run());
    }
}
