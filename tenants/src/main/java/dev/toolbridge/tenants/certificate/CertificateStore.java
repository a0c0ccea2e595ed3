package dev.toolbridge.tenants.certificate;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.router.haproxy.CertificateSource;
import dev.toolbridge.tenants.router.haproxy.Certificates;
import dev.toolbridge.tenants.router.haproxy.HostName;
import dev.toolbridge.tenants.secret.SealedValues;
import dev.toolbridge.tenants.secret.SecretFolder;
import dev.toolbridge.tenants.store.AuditStore;
import dev.toolbridge.tenants.store.AuditStore.Author;
import dev.toolbridge.tenants.store.RowValues;
import io.helidon.dbclient.DbRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;

/// The certificates of domains in PostgreSQL. Their keys are sealed.
public final class CertificateStore implements CertificateSource {
    private static final String PLACE = "certificate";
    private static final String CHALLENGE_PATH = "/.well-known/acme-challenge/";

    private static final String FIND = """
        SELECT id, source, issuer, not_before, not_after, renew_at FROM certificate WHERE domain_id = ?
        """;

    /// The router serves those of domains that were proven; only one tenant can have proven a name.
    private static final String WANTED = """
        SELECT d.name, c.id FROM certificate c JOIN domain d ON d.id = c.domain_id WHERE d.proven_at IS NOT NULL
        """;

    private static final String CHALLENGES = """
        SELECT d.name, a.token, a.answer FROM acme_challenge a JOIN domain d ON d.id = a.domain_id
        WHERE d.proven_at IS NOT NULL
        """;

    private static final String SEALED = """
        SELECT c.domain_id, d.tenant_ref, d.name, c.chain, c.sealed_key
        FROM certificate c JOIN domain d ON d.id = c.domain_id WHERE c.id = ?
        """;

    /// A certificate that is given ends a check that is under way.
    private static final String TAKE_OVER = """
        UPDATE domain SET fence = fence + 1, lease_until = '-infinity', next_check_at = now() WHERE id = ?
        RETURNING id
        """;

    private static final String IS_HELD = "SELECT id FROM domain WHERE id = ? AND fence = ? FOR UPDATE";

    private static final String PUT = """
        INSERT INTO certificate
          (domain_id, id, source, chain, sealed_key, issuer, not_before, not_after, renew_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (domain_id) DO UPDATE SET id = excluded.id, source = excluded.source, chain = excluded.chain,
          sealed_key = excluded.sealed_key, issuer = excluded.issuer, not_before = excluded.not_before,
          not_after = excluded.not_after, renew_at = excluded.renew_at
        RETURNING id
        """;

    private final Database database;
    private final SealedValues seals;
    private final PlatformCertificate platform;

    public CertificateStore(Database database, SealedValues seals, PlatformCertificate platform) {
        this.database = database;
        this.seals = seals;
        this.platform = platform;
    }

    /// The certificate of a domain.
    public Optional<Served> find(UUID domain) {
        return database.single(FIND, CertificateStore::served, domain).stream().findFirst();
    }

    /// Keeps a certificate that somebody gave, in the place of any other; false if the domain was removed.
    public boolean give(Holder holder, KeyedCertificate certificate, Author author) {
        return put(holder, new Kept(certificate, Served.GIVEN), author, OptionalLong.empty());
    }

    /// Keeps a certificate that was issued, if the check that asked for it still has its lease.
    public boolean issued(Holder holder, KeyedCertificate certificate, Author author, long fence) {
        return put(holder, new Kept(certificate, Served.ACME), author, OptionalLong.of(fence));
    }

    @Override
    public Certificates wanted() {
        var ids = new TreeMap<String, String>();
        var challenges = new TreeMap<String, String>();
        platform.wanted().ifPresent(own -> ids.put(own.host(), own.id()));
        return database.transaction(transaction -> {
            transaction.each(WANTED, row -> ids.put(RowValues.text(row, "name"), RowValues.text(row, "id")));
            transaction.each(
                    CHALLENGES,
                    row -> challenges.put(
                            RowValues.text(row, "name") + CHALLENGE_PATH + RowValues.text(row, "token"),
                            RowValues.text(row, "answer")));
            return new Certificates(ids, challenges);
        });
    }

    @Override
    public boolean write(String id, Path file) throws IOException {
        Optional<Secret> content = pem(id);
        if (content.isPresent()) {
            SecretFolder.of(file.getParent()).write(file.getFileName().toString(), content.get());
        }
        return content.isPresent();
    }

    private Optional<Secret> pem(String id) {
        return platform.pem(id)
                .or(() -> database.transaction(
                        transaction -> transaction.rows(SEALED, row -> opened(transaction, row, id), id).stream()
                                .findFirst()));
    }

    private Secret opened(Transaction transaction, DbRow row, String id) {
        var holder = new Holder(
                RowValues.id(row, "domain_id"),
                RowValues.id(row, "tenant_ref"),
                new HostName(RowValues.text(row, "name")));
        byte[] sealed = row.column("sealed_key").get(byte[].class);
        Secret key = seals.open(transaction, holder.tenant(), holder.place(PLACE + " " + id), sealed);
        return new Secret(RowValues.text(row, "chain") + key.reveal());
    }

    /// A certificate that is to be kept.
    private record Kept(KeyedCertificate certificate, String source) {}

    private boolean put(Holder holder, Kept kept, Author author, OptionalLong fence) {
        return database.transaction(transaction -> {
            boolean isHeld = !(fence.isPresent()
                            ? transaction.rows(IS_HELD, _ -> true, holder.domain(), fence.getAsLong())
                            : transaction.rows(TAKE_OVER, _ -> true, holder.domain()))
                    .isEmpty();
            if (isHeld) {
                put(transaction, holder, kept);
                AuditStore.append(transaction, author, entry(holder, kept));
                transaction.commit();
            }
            return isHeld;
        });
    }

    private static AuditEntry entry(Holder holder, Kept kept) {
        var facts = Json.object()
                .put("issuer", kept.certificate().issuer())
                .put("not_after", kept.certificate().notAfter().toString());
        return new AuditEntry("certificate." + kept.source(), holder.host().text(), facts);
    }

    private void put(Transaction transaction, Holder holder, Kept kept) {
        KeyedCertificate certificate = kept.certificate();
        String id = certificate.id(holder.host().text());
        byte[] sealed = seals.seal(transaction, holder.tenant(), holder.place(PLACE + " " + id), certificate.keyPem());
        transaction.rows(
                PUT,
                _ -> true,
                holder.domain(),
                id,
                kept.source(),
                certificate.chainPem(),
                sealed,
                certificate.issuer(),
                certificate.notBefore(),
                certificate.notAfter(),
                certificate.renewAt());
    }

    private static Served served(DbRow row) {
        return new Served(
                RowValues.text(row, "id"),
                RowValues.text(row, "source"),
                RowValues.text(row, "issuer"),
                RowValues.instant(row, "not_before"),
                RowValues.instant(row, "not_after"),
                RowValues.instant(row, "renew_at"));
    }
}
