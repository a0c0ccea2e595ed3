package dev.toolbridge.tenants.certificate;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.router.DomainRouter;
import dev.toolbridge.tenants.secret.SealedValues;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.exception.AcmeUnauthorizedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Orders certificates by ACME (RFC 8555). The issuer asks the router for the answer to its challenge by plain HTTP
/// (section 8.3). An order and its key are recorded before anything is done with them: another server, or this one
/// after a kill, goes on with the same order.
public final class AcmeIssuer implements CertificateIssuer {
    private static final Logger LOG = LoggerFactory.getLogger(AcmeIssuer.class);
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);
    private static final String NO_ACCOUNT = "accountDoesNotExist";

    private final AcmeAccount account;
    private final AcmeStore store;
    private final AskStore asks;
    private final DomainRouter router;

    public AcmeIssuer(AcmeConfig config, Database database, SealedValues seals, DomainRouter router) {
        this.store = new AcmeStore(database, seals);
        this.asks = new AskStore(database);
        this.account = new AcmeAccount(config, AcmeSession.of(config), store);
        this.router = router;
    }

    @Override
    public Outcome issue(Holder holder, BooleanSupplier mayAct) {
        try {
            if (!mayAct.getAsBoolean()) {
                return lost();
            }
            Login login = account.login();
            Optional<Order> present = known(login, holder);
            Optional<Duration> wait = present.isPresent() ? Optional.empty() : asks.order(holder);
            if (wait.isPresent()) {
                return tooMany(wait.get());
            }
            Optional<Order> order = present.isPresent() ? present : fresh(login, holder);
            return order.isPresent() ? carriedOn(order.get(), holder, mayAct) : withoutAccount();
        } catch (AcmeException failed) {
            return AcmeFaults.outcome(failed);
        } catch (AcmeLazyLoadingException failed) {
            return failed.getCause() instanceof AcmeException cause
                    ? AcmeFaults.outcome(cause)
                    : new Outcome.Later("IssuerUnreachable", "The issuer does not answer now.", Optional.empty());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome.Working("The order was interrupted.");
        }
    }

    private static Outcome tooMany(Duration wait) {
        return new Outcome.Later(
                "OrdersLimited",
                "In an hour, this platform orders " + AskStore.ASKS_MAX + " certificates of a name, and "
                        + AskStore.ORDERS_OF_TENANT_MAX + " of a tenant.",
                Optional.of(Instant.now().plus(wait)));
    }

    /// The order that is under way.
    private Optional<Order> known(Login login, Holder holder) throws AcmeException {
        Optional<URI> location = store.order(holder).flatMap(AcmeStore.Keyed::location);
        if (location.isEmpty()) {
            return Optional.empty();
        }
        Order order = login.bindOrder(AcmeAccount.url(location.get()));
        try {
            var _ = order.fetch();
            return Optional.of(order);
        } catch (AcmeServerException gone) {
            store.forgetOrder(holder);
            return Optional.empty();
        }
    }

    /// A new order; empty if the issuer has ended our account.
    private Optional<Order> fresh(Login login, Holder holder) throws AcmeException {
        try {
            Order order = login.newOrder().domain(holder.host().text()).create();
            store.putOrder(holder, URI.create(order.getLocation().toString()), KeyPairText.fresh());
            return Optional.of(order);
        } catch (AcmeUnauthorizedException ended) {
            account.forget(login);
            return Optional.empty();
        } catch (AcmeServerException refused) {
            if (!refused.getType().toString().endsWith(NO_ACCOUNT)) {
                throw refused;
            }
            account.forget(login);
            return Optional.empty();
        }
    }

    private static Outcome withoutAccount() {
        LOG.warn("the issuer has ended the platform's account; the next order opens another one");
        return new Outcome.Later(
                "AccountEnded", "The issuer has ended the account; another one is opened.", Optional.empty());
    }

    private Outcome carriedOn(Order order, Holder holder, BooleanSupplier mayAct)
            throws AcmeException, InterruptedException {
        if (order.getStatus() == Status.PENDING) {
            if (!answered(order, holder)) {
                store.forgetOrder(holder);
                return new Outcome.Refused("NoChallenge", "The issuer offers no check by HTTP for this name.");
            }
            var _ = order.waitUntilReady(WAIT_MAX);
        }
        if (!mayAct.getAsBoolean()) {
            return lost();
        }
        KeyPair key = store.order(holder).orElseThrow().key();
        if (order.getStatus() == Status.READY) {
            order.execute(key);
        }
        if (order.getStatus() == Status.READY || order.getStatus() == Status.PROCESSING) {
            var _ = order.waitForCompletion(WAIT_MAX);
        }
        return ended(order, holder, key);
    }

    /// Lets the router answer the challenges, then asks the issuer to look; false if it offers none by HTTP.
    private boolean answered(Order order, Holder holder) throws AcmeException {
        for (Authorization authorization : order.getAuthorizations()) {
            if (authorization.getStatus() == Status.PENDING) {
                Optional<Http01Challenge> challenge = authorization.findChallenge(Http01Challenge.class);
                if (challenge.isEmpty()) {
                    return false;
                }
                store.answer(holder, challenge.get().getToken(), challenge.get().getAuthorization());
                router.refresh();
                if (challenge.get().getStatus() == Status.PENDING) {
                    challenge.get().trigger();
                }
            }
        }
        return true;
    }

    private Outcome ended(Order order, Holder holder, KeyPair key) throws AcmeException {
        return switch (order.getStatus()) {
            case VALID -> {
                var chain = order.getCertificate().getCertificateChain();
                yield new Outcome.Issued(new KeyedCertificate(chain, key.getPrivate()));
            }
            case INVALID -> {
                Outcome refused = refused(order);
                store.forgetOrder(holder);
                yield refused;
            }
            default -> new Outcome.Working("The issuer has not finished yet.");
        };
    }

    /// The order is kept until its certificate is.
    @Override
    public void close(Holder holder) {
        store.forgetOrder(holder);
    }

    private static Outcome refused(Order order) throws AcmeException {
        for (Authorization authorization : order.getAuthorizations()) {
            Optional<String> why = authorization
                    .findChallenge(Http01Challenge.class)
                    .flatMap(challenge -> challenge.getError())
                    .map(AcmeFaults::words);
            if (why.isPresent()) {
                return new Outcome.Refused("ChallengeFailed", "The issuer's check failed: " + why.get());
            }
        }
        return new Outcome.Refused(
                "OrderFailed",
                "The issuer has ended the order: "
                        + order.getError().map(AcmeFaults::words).orElse("no reason given"));
    }

    private static Outcome lost() {
        return new Outcome.Working("Another server goes on with it.");
    }
}
