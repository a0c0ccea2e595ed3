package dev.toolbridge.token.signature;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Gets the identity provider's key set: no redirects, a bounded size, a bounded time for the whole answer.
public final class KeySetFetch {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofMillis(1_500);
    private static final int BYTES_MAX = 51_200;
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final HttpRequest request;
    private final Set<SignatureAlgorithm> algorithms;

    public KeySetFetch(URI address, Set<SignatureAlgorithm> algorithms) {
        this.algorithms = Set.copyOf(algorithms);
        this.request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
    }

    /// @throws IOException if no usable key set comes back in time
    PublishedKeySet fetch() throws IOException {
        var body = HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), BYTES_MAX);
        var response = await(client.sendAsync(request, body));
        if (response.statusCode() != OK) {
            throw new IOException("the key set's address answers " + response.statusCode());
        }
        try {
            return PublishedKeySet.parse(new String(response.body(), StandardCharsets.UTF_8), algorithms);
        } catch (ParseException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        }
    }

    /// The client's own timeout ends with the headers, so the whole exchange is timed here.
    private static <T> T await(CompletableFuture<T> exchange) throws IOException {
        try {
            return exchange.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException("the key set cannot be fetched", failed.getCause());
        } catch (TimeoutException late) {
            exchange.cancel(true);
            throw new IOException("the key set did not come within " + TIMEOUT.toMillis() + " ms", late);
        } catch (InterruptedException interrupted) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching the key set", interrupted);
        }
    }
}
