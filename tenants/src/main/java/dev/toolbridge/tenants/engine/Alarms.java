package dev.toolbridge.tenants.engine;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.toolbridge.database.Database;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The alarms of operations, by db-scheduler. An alarm only says that an operation is due: it may ring twice, or be
/// missing, and no harm is done.
final class Alarms implements AutoCloseable {
    static final String NAME = "operation";

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
    private static final String TABLE = "alarm";
    private static final double LOWER_LIMIT_OF_THREADS = 0.5;
    private static final double UPPER_LIMIT_OF_THREADS = 1.0;

    private final Function<UUID, Optional<Instant>> ringing;
    private final CustomTask<Void> task;
    private final Scheduler scheduler;

    /// @param ringing works on the operation, and tells the time for the next alarm, if it knows one
    Alarms(Database database, String holder, EnginePace pace, Function<UUID, Optional<Instant>> ringing) {
        this.ringing = ringing;
        this.task = Tasks.custom(NAME, Void.class).execute((instance, _) -> ring(instance));
        this.scheduler = Scheduler.create(database.source(), task)
                .tableName(TABLE)
                .schedulerName(new SchedulerName.Fixed(holder))
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .serializer(new NoData())
                .threads(pace.operationsMax())
                .pollUsingLockAndFetch(LOWER_LIMIT_OF_THREADS, UPPER_LIMIT_OF_THREADS)
                .pollingInterval(pace.polling())
                .heartbeatInterval(pace.heartbeat())
                .missedHeartbeatsLimit(EnginePace.HEARTBEATS_MISSED_MAX)
                .shutdownMaxWait(EnginePace.SHUTDOWN)
                .enableImmediateExecution()
                .build();
        scheduler.start();
    }

    private CompletionHandler<Void> ring(TaskInstance<Void> instance) {
        Optional<Instant> next = ringing.apply(UUID.fromString(instance.getId()));
        return next.<CompletionHandler<Void>>map(at -> (complete, operations) -> operations.reschedule(complete, at))
                .orElseGet(CompletionHandler.OnCompleteRemove::new);
    }

    /// Sets the alarm of an operation to now. One that rings at this moment is left: the sweep looks again.
    void set(UUID operation) {
        try {
            scheduler.schedule(
                    task.instance(operation.toString()), Instant.now(), ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
        } catch (TaskInstanceException ringing) {
            LOG.atDebug().addKeyValue("operation", operation).log("the alarm is ringing or gone");
        }
    }

    @Override
    public void close() {
        scheduler.stop();
    }

    /// Alarms carry nothing: neither data of ours nor Java objects are ever written or read.
    private static final class NoData implements Serializer {

        @Override
        public byte[] serialize(Object data) {
            return new byte[0];
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            throw new IllegalStateException("an alarm has no data");
        }
    }
}
