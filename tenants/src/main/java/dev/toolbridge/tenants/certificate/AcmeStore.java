package dev.toolbridge.tenants.certificate;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.tenants.secret.SealedValues;
import dev.toolbridge.tenants.store.RowValues;
import io.helidon.dbclient.DbRow;
import java.net.URI;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The account at the issuer, the orders that are under way, and the answers to challenges, in PostgreSQL. Keys are
/// sealed.
final class AcmeStore {
    private static final String FIND_ACCOUNT = "SELECT location, sealed_key FROM acme_account WHERE directory = ?";
    private static final String ADD_ACCOUNT = """
        INSERT INTO acme_account (directory, sealed_key) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING directory
        """;
    private static final String OPEN_ACCOUNT =
            "UPDATE acme_account SET location = ? WHERE directory = ? RETURNING directory";
    private static final String FORGET_ACCOUNT =
            "DELETE FROM acme_account WHERE directory = ? AND location = ? RETURNING directory";

    private static final String FIND_ORDER = "SELECT location, sealed_key FROM certificate_order WHERE domain_id = ?";
    private static final String PUT_ORDER = """
        INSERT INTO certificate_order (domain_id, location, sealed_key) SELECT id, ?, ? FROM domain WHERE id = ?
        ON CONFLICT (domain_id) DO UPDATE SET location = excluded.location, sealed_key = excluded.sealed_key,
          created_at = now()
        RETURNING domain_id
        """;
    private static final String FORGET_ORDER = "DELETE FROM certificate_order WHERE domain_id = ? RETURNING domain_id";

    private static final String PUT_ANSWER = """
        INSERT INTO acme_challenge (domain_id, token, answer) SELECT id, ?, ? FROM domain WHERE id = ?
        ON CONFLICT (domain_id, token) DO UPDATE SET answer = excluded.answer RETURNING token
        """;
    private static final String FORGET_ANSWERS = "DELETE FROM acme_challenge WHERE domain_id = ? RETURNING token";

    private final Database database;
    private final SealedValues seals;

    AcmeStore(Database database, SealedValues seals) {
        this.database = database;
        this.seals = seals;
    }

    /// A place at the issuer with the key that belongs to it.
    ///
    /// @param location empty as long as the issuer does not know the key
    record Keyed(Optional<URI> location, KeyPair key) {}

    /// The account at an issuer; its key is made here if there is none, and known here before the issuer knows it.
    Keyed account(URI directory) {
        List<String> place = List.of("acme account", directory.toString());
        return database.transaction(transaction -> {
            var fresh = seals.seal(transaction, SealedValues.PLATFORM, place, KeyPairText.write(KeyPairText.fresh()));
            transaction.rows(ADD_ACCOUNT, _ -> true, directory.toString(), fresh);
            Keyed account = transaction
                    .rows(
                            FIND_ACCOUNT,
                            row -> keyed(transaction, SealedValues.PLATFORM, place, row),
                            directory.toString())
                    .getFirst();
            transaction.commit();
            return account;
        });
    }

    void opened(URI directory, URI location) {
        database.single(OPEN_ACCOUNT, _ -> true, location.toString(), directory.toString());
    }

    /// Forgets an account that the issuer does not know any more.
    void forgetAccount(URI directory, URI location) {
        database.single(FORGET_ACCOUNT, _ -> true, directory.toString(), location.toString());
    }

    /// The order for a domain that is under way.
    Optional<Keyed> order(Holder holder) {
        return database.transaction(
                transaction -> transaction
                        .rows(
                                FIND_ORDER,
                                row -> keyed(transaction, holder.tenant(), place(holder), row),
                                holder.domain())
                        .stream()
                        .findFirst());
    }

    /// Keeps an order; false if the domain was removed.
    boolean putOrder(Holder holder, URI location, KeyPair key) {
        return database.transaction(transaction -> {
            byte[] sealed = seals.seal(transaction, holder.tenant(), place(holder), KeyPairText.write(key));
            boolean isKept = !transaction
                    .rows(PUT_ORDER, _ -> true, location.toString(), sealed, holder.domain())
                    .isEmpty();
            transaction.commit();
            return isKept;
        });
    }

    /// Forgets an order that has ended, with the answers to its challenges.
    void forgetOrder(Holder holder) {
        database.single(FORGET_ORDER, _ -> true, holder.domain());
        database.single(FORGET_ANSWERS, _ -> true, holder.domain());
    }

    void answer(Holder holder, String token, String answer) {
        database.single(PUT_ANSWER, _ -> true, token, answer, holder.domain());
    }

    private Keyed keyed(Transaction transaction, UUID keyHolder, List<String> place, DbRow row) {
        byte[] sealed = row.column("sealed_key").get(byte[].class);
        return new Keyed(
                RowValues.optionalText(row, "location").map(URI::create),
                KeyPairText.read(seals.open(transaction, keyHolder, place, sealed)));
    }

    private static List<String> place(Holder holder) {
        return holder.place("certificate order");
    }
}
