package dev.toolbridge.tenants.certificate;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.store.RowValues;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The meters of certificates: those that were to be renewed, were not, and end within some days.
public final class CertificateMeters {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateMeters.class);
    private static final List<Integer> WARNING_DAYS = List.of(1, 7, 14);

    private static final String ENDING = """
        SELECT count(*) AS certificates FROM certificate
        WHERE renew_at <= now() AND not_after < now() + make_interval(days => CAST(? AS integer))
        """;

    private final Database database;

    private CertificateMeters(Database database) {
        this.database = database;
    }

    public static void bind(Database database, MeterRegistry meters) {
        var certificates = new CertificateMeters(database);
        for (int days : WARNING_DAYS) {
            Gauge.builder("toolbridge.tenants.certificates.ending", () -> certificates.ending(days))
                    .description("Certificates of domains that were not renewed and end within so many days.")
                    .tag("days", Integer.toString(days))
                    .strongReference(true)
                    .register(meters);
        }
    }

    /// No number if the database does not answer: an alert on its absence tells of that.
    private double ending(int days) {
        try {
            return database.single(ENDING, row -> RowValues.number(row, "certificates"), days)
                    .getFirst();
        } catch (RuntimeException failed) {
            LOG.atDebug().setCause(failed).log("certificates cannot be counted now");
            return Double.NaN;
        }
    }
}
