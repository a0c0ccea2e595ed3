package dev.toolbridge.connect.login;

import dev.toolbridge.connect.bridge.BridgeCredential;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Tokens of a login. The refresh token of the last login gives the next access token; without one the browser
/// opens, and messages wait for the person.
public final class LoginToken implements BridgeCredential {
    private final URI server;
    private final Logins logins;
    private final JsonRequests requests = new JsonRequests();
    private Optional<Underway> underway = Optional.empty();

    /// @param server the address of the MCP server, without a narrowing of its tools
    public LoginToken(URI server, Logins logins) {
        this.server = server;
        this.logins = logins;
    }

    /// A login that waits for its person.
    private record Underway(String address, CompletableFuture<Login> result) {}

    @Override
    public String token(Duration patience) {
        Optional<Login> valid = logins.find(server)
                .filter(login -> login.isValidAt(Instant.now()))
                .or(this::refreshed);
        return valid.orElseGet(() -> loggedIn(patience))
                .access()
                .map(Secret::reveal)
                .orElseThrow();
    }

    @Override
    public boolean renew(String refused) {
        return logins.alone(server, () -> {
            logins.find(server)
                    .filter(login -> login.access()
                            .filter(token -> token.reveal().equals(refused))
                            .isPresent())
                    .ifPresent(login -> logins.keep(server, login.withoutAccess()));
            return true;
        });
    }

    @Override
    public String remedy() {
        return "log in again";
    }

    /// Uses the refresh token, unless another process of this user has just done so.
    private Optional<Login> refreshed() {
        return logins.alone(server, () -> {
            Optional<Login> now = logins.find(server);
            if (now.isEmpty() || now.get().isValidAt(Instant.now())) {
                return now;
            }
            return now.filter(login -> login.refresh().isPresent()).flatMap(this::refreshed);
        });
    }

    private Optional<Login> refreshed(Login login) {
        try {
            Login fresh = BrowserLogin.refreshed(login, requests);
            logins.keep(server, fresh);
            return Optional.of(fresh);
        } catch (JsonRequests.Refused over) {
            System.err.println("toolbridge: the login is over: " + over.getMessage());
            logins.keep(server, login.forgotten());
            return Optional.empty();
        }
    }

    private Login loggedIn(Duration patience) {
        Underway login = login();
        try {
            return login.result().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new CommandFailure("log in at " + login.address() + ", then try again", slow);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof CommandFailure known
                    ? known
                    : new CommandFailure(
                            "the login did not succeed: " + failed.getCause().getMessage(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted during the login", stopped);
        }
    }

    /// All messages wait for one login.
    private synchronized Underway login() {
        if (underway.filter(login -> !login.result().isDone()).isEmpty()) {
            var browser = new BrowserLogin(Provider.of(server, requests), requests, logins.find(server));
            var result = CompletableFuture.supplyAsync(() -> kept(browser), Thread::startVirtualThread);
            underway = Optional.of(new Underway(browser.address(), result));
        }
        return underway.get();
    }

    private Login kept(BrowserLogin browser) {
        try {
            Login login = browser.complete();
            logins.keep(server, login);
            return login;
        } catch (JsonRequests.Refused refused) {
            throw new CommandFailure("the identity provider refused the login: " + refused.getMessage(), refused);
        } catch (CompletionException late) {
            throw new CommandFailure("nobody logged in", late);
        }
    }
}
