package dev.toolbridge.tenants.meter;

import dev.toolbridge.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The figures of the control plane as meters, read from its database every few seconds. Of several servers each shows
/// all of them.
public final class ControlMeters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlMeters.class);
    private static final Duration PERIOD = Duration.ofSeconds(15);
    private static final List<Figure> FIGURES =
            List.of(Figure.OPERATIONS, Figure.OPERATION_AGE, Figure.CONDITIONS, Figure.TENANTS, Figure.SECRET_AGE);

    private static final String VALUES = "SELECT label, CAST(value AS double precision) AS value FROM (";

    private final Database database;
    private final List<Shown> shown;
    private final AtomicInteger isRead = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    public ControlMeters(Database database, MeterRegistry meters) {
        this.database = database;
        this.shown = FIGURES.stream().map(figure -> Shown.of(figure, meters)).toList();
        meters.gauge("toolbridge.control.figures.read", isRead);
    }

    private record Shown(Figure figure, MultiGauge gauge) {

        static Shown of(Figure figure, MeterRegistry meters) {
            return new Shown(
                    figure,
                    MultiGauge.builder(figure.meter())
                            .description(figure.description())
                            .register(meters));
        }
    }

    public void start() {
        Thread.ofVirtual().name("control-meters").start(this::run);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /// Reads all figures now. Those that cannot be read keep their last values.
    void read() {
        try {
            shown.forEach(this::read);
            isRead.set(1);
        } catch (RuntimeException failed) {
            isRead.set(0);
            LOG.atWarn().addKeyValue("reason", failed.getMessage()).log("the figures are read later");
        }
    }

    private void read(Shown each) {
        each.gauge()
                .register(
                        database.single(
                                VALUES + each.figure().query() + ") figure",
                                row -> MultiGauge.Row.of(
                                        tags(each.figure(), row.column("label").getString()),
                                        row.column("value").getDouble())),
                        true);
    }

    private static Tags tags(Figure figure, String value) {
        return figure.label().isEmpty() ? Tags.empty() : Tags.of(figure.label(), value);
    }

    private void run() {
        try {
            do {
                read();
            } while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
