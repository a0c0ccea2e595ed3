package dev.toolbridge.api.store;

import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.service.error.Refusal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks each second for accounts that have ended, and does what is left of their end: in this process or another one,
/// a stop in the middle costs a step.
public final class AccountFinisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccountFinisher.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /// The time after which no request of before the end is running, on any server.
    private static final Duration QUIET = Duration.ofSeconds(15);

    private final EndedAccountStore ended;
    private final AccountStore accounts;
    private final CountDownLatch closed = new CountDownLatch(1);

    public AccountFinisher(EndedAccountStore ended, AccountStore accounts) {
        this.ended = ended;
        this.accounts = accounts;
    }

    /// Reads what has ended, then goes on in the background.
    public void start() {
        ended.tryRead();
        Thread.ofVirtual().name("account-finisher").start(this::run);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                tryFinish();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryFinish() {
        try {
            ended.tryRead();
            ended.unfinished(QUIET).forEach(this::tryFinish);
        } catch (RuntimeException failure) {
            LOG.error("looking for ended accounts failed", failure);
        }
    }

    private void tryFinish(AccountStore.Unfinished account) {
        try {
            accounts.finish(account);
        } catch (DatabaseUnavailable | Refusal away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("an account is not finished yet");
        } catch (RuntimeException failure) {
            LOG.atError().setCause(failure).addKeyValue("user", account.user()).log("the end of an account failed");
        }
    }
}
