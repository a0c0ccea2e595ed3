package dev.toolbridge.api.webhook.dispatch;

import dev.toolbridge.api.webhook.Destinations;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// Sends deliveries to receivers that nobody trusts: to the addresses that were checked, without proxy,
/// redirect, cookie or decompression, within a time. Only the head of an answer is read.
final class CallbackClient implements AutoCloseable {
    static final Duration CONNECT = Duration.ofSeconds(5);
    static final Duration WHOLE = Duration.ofSeconds(15);

    /// The clients, each with locks and connections of its own: attempts of many subscriptions would wait for those of
    /// one.
    private static final int LANES = 16;

    private static final int IDLE_MAX = 8;
    private static final MediaType JSON = MediaType.get("application/json");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final String UNSAFE = "the host has no address that may be called";

    private final Destinations destinations;
    private final InstantSource clock;
    private final List<OkHttpClient> lanes;

    CallbackClient(Destinations destinations, InstantSource clock, Duration whole) {
        this.destinations = destinations;
        this.clock = clock;
        OkHttpClient first = client(whole);
        this.lanes = Stream.generate(() -> first.newBuilder()
                        .dispatcher(new Dispatcher())
                        .connectionPool(new ConnectionPool(IDLE_MAX, 10, TimeUnit.SECONDS))
                        .build())
                .limit(LANES)
                .toList();
    }

    private OkHttpClient client(Duration whole) {
        return new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .dns(destinations::addresses)
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .fastFallback(false)
                .connectTimeout(CONNECT)
                .callTimeout(whole)
                .build();
    }

    /// Makes one attempt.
    Attempt send(String url, Map<String, String> headers, byte[] body) {
        HttpUrl address = HttpUrl.get(url);
        try {
            requireAllowed(address);
        } catch (UnknownHostException unsafe) {
            return new Attempt.Failed(UNSAFE);
        }
        var request = new Request.Builder()
                .url(address)
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "ToolBridge-Webhooks/1")
                .post(RequestBody.create(body, JSON));
        headers.forEach(request::header);
        try (Response response = lane(url).newCall(request.build()).execute()) {
            return new Attempt.Answered(response.code(), retryAfter(response));
        } catch (UnknownHostException unsafe) {
            return new Attempt.Failed(UNSAFE);
        } catch (InterruptedIOException late) {
            return new Attempt.Failed("no answer in time");
        } catch (SSLException insecure) {
            return new Attempt.Failed("the connection is not secure");
        } catch (IOException | IllegalArgumentException broken) {
            return new Attempt.Failed("the connection failed");
        }
    }

    @Override
    public void close() {
        for (OkHttpClient lane : lanes) {
            lane.dispatcher().cancelAll();
            lane.connectionPool().evictAll();
        }
    }

    /// The attempts for one address share connections.
    private OkHttpClient lane(String url) {
        return lanes.get(Math.floorMod(url.hashCode(), LANES));
    }

    /// The client looks names up by itself, with the same check, but takes an address in the place of a name as
    /// it is.
    private void requireAllowed(HttpUrl address) throws UnknownHostException {
        if (destinations.read(address.toString()).isEmpty()) {
            throw new UnknownHostException(address.host());
        }
    }

    private Optional<Duration> retryAfter(Response response) {
        return Optional.ofNullable(response.header("Retry-After")).flatMap(this::retryAfter);
    }

    private Optional<Duration> retryAfter(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            var at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(clock.instant(), at.toInstant()));
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }
}
