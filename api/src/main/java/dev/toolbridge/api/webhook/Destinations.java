package dev.toolbridge.api.webhook;

import dev.toolbridge.service.address.PublicAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// The addresses that webhooks may be sent to: https at public addresses; in development also this machine; and
/// the hosts that the operator names, wherever they are.
///
/// @param withLoopback true if this machine may be called
/// @param allowedHosts hosts whose addresses need not be public
/// @param names finds the addresses of a host
public record Destinations(boolean withLoopback, Set<String> allowedHosts, Names names) {
    static final String EXPECTED = "an https address without a user, whose host has public addresses only";
    static final int LENGTH_MAX = 2_000;

    private static final int LOOK_UP_SECONDS = 5;
    private static final String LOCALHOST = "localhost";
    private static final String BELOW_LOCALHOST = "." + LOCALHOST;
    private static final Set<String> LOOPBACK = Set.of(LOCALHOST, "127.0.0.1", "::1");

    private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.?");
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    public Destinations {
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /// Destinations by the names that this machine knows.
    public Destinations(boolean withLoopback, List<String> allowedHosts) {
        this(withLoopback, Set.copyOf(allowedHosts), InetAddress::getAllByName);
    }

    /// Finds the addresses of a host, which may be an address itself.
    @FunctionalInterface
    public interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /// The address that a text is, in the form in which it is called; empty if it may not be called. A host
    /// that has no address now may get one.
    public Optional<HttpUrl> read(String text) {
        return Optional.of(text)
                .filter(written -> written.length() <= LENGTH_MAX)
                .map(HttpUrl::parse)
                .filter(url -> url.username().isEmpty() && url.password().isEmpty() && url.fragment() == null)
                .filter(this::isSafe)
                .filter(url -> !isOdd(url.host()))
                .filter(url -> !isElsewhere(url.host()));
    }

    /// The addresses of a host that may all be called.
    ///
    /// @throws UnknownHostException also if one of them may not
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        List<InetAddress> found = found(host);
        if (!mayCall(host, found)) {
            throw new UnknownHostException("the host has an address that is not public");
        }
        return found;
    }

    private boolean isSafe(HttpUrl url) {
        return url.isHttps() || (withLoopback && isLoopback(url.host()));
    }

    /// Tells if a host is an IPv4 address in another form than its usual one, which programs read in different
    /// ways.
    private static boolean isOdd(String host) {
        return NUMERIC.matcher(host).matches() && !IPV4.matcher(host).matches();
    }

    private boolean isElsewhere(String host) {
        try {
            return !mayCall(host, found(host));
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private boolean mayCall(String host, List<InetAddress> addresses) {
        if (allowedHosts.contains(host.toLowerCase(Locale.ROOT))) {
            return true;
        }
        boolean isHere = withLoopback && isLoopback(host);
        return isHere ? addresses.stream().allMatch(InetAddress::isLoopbackAddress) : PublicAddresses.are(addresses);
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host) || host.endsWith(BELOW_LOCALHOST);
    }

    /// Looks a host up within a time; the look-up itself cannot be stopped.
    private List<InetAddress> found(String host) throws UnknownHostException {
        var answer = new CompletableFuture<List<InetAddress>>();
        Thread.ofVirtual().name("host-look-up").start(() -> lookUp(host, answer));
        try {
            return answer.get(LOOK_UP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException unknown) {
            var failure = new UnknownHostException("the host has no address");
            failure.initCause(unknown);
            throw failure;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
    }

    private void lookUp(String host, CompletableFuture<List<InetAddress>> answer) {
        try {
            answer.complete(List.of(names.of(host)));
        } catch (UnknownHostException | RuntimeException unknown) {
            answer.completeExceptionally(unknown);
        }
    }
}
