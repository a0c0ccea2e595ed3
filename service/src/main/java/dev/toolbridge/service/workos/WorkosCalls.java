package dev.toolbridge.service.workos;

import com.fasterxml.jackson.databind.JsonNode;
import com.workos.WorkOS;
import com.workos.common.exceptions.RateLimitException;
import com.workos.common.exceptions.WorkOSException;
import com.workos.common.http.RequestConfig;
import com.workos.common.http.RequestOptions;
import com.workos.common.http.RetryConfig;
import dev.toolbridge.service.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kotlin.Pair;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls WorkOS: one attempt each, within a time, without redirects.
public final class WorkosCalls {
    /// The time to wait after a failure that names none.
    public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(WorkosCalls.class);
    private static final int CLIENT_ERRORS = 400;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int SERVER_ERRORS = 500;

    private final WorkOS reading;
    private final WorkOS changing;
    private final Duration timeout;

    /// @param timeout the time of a call at most
    public WorkosCalls(Secret apiKey, URI baseUrl, Duration timeout) {
        this.timeout = timeout;
        var http = new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .callTimeout(timeout)
                .build();
        var once = http.newBuilder().retryOnConnectionFailure(false).build();
        this.reading = library(apiKey, baseUrl, http);
        this.changing = library(apiKey, baseUrl, once);
    }

    /// The library for reads: they are sent again if a connection that was kept turns out to be closed.
    public WorkOS reading() {
        return reading;
    }

    /// The library for changes, which are never sent again.
    public WorkOS changing() {
        return changing;
    }

    /// The options of every call.
    public RequestOptions once() {
        return options().build();
    }

    /// The options of a creation that WorkOS carries out once for a key.
    public RequestOptions once(String idempotencyKey) {
        return options().idempotencyKey(idempotencyKey).build();
    }

    /// Reads JSON as WorkOS writes it.
    public WorkosReply<JsonNode> read(String path, List<Map.Entry<String, String>> query) {
        var pairs = query.stream()
                .map(pair -> new Pair<>(pair.getKey(), pair.getValue()))
                .toList();
        return attempt(
                () -> reading.baseClient.requestJson(new RequestConfig("GET", path, pairs, null, null, null, once())));
    }

    /// Makes a call. Catches everything, since the library throws undeclared exceptions. Their messages are not
    /// passed on: they hold answers of WorkOS with personal data.
    public <T> WorkosReply<T> attempt(Callable<T> call) {
        try {
            return new WorkosReply.Answered<>(call.call());
        } catch (RateLimitException limited) {
            return new WorkosReply.Limited<>(Optional.ofNullable(limited.retryAfterSeconds)
                    .map(Duration::ofSeconds)
                    .orElse(RETRY_AFTER));
        } catch (WorkOSException failed) {
            return isRefusal(failed.status)
                    ? new WorkosReply.Refused<>(
                            failed.status, Optional.ofNullable(failed.code).orElse(""))
                    : unclear(failed);
        } catch (Exception failed) {
            return unclear(failed);
        }
    }

    private static WorkOS library(Secret apiKey, URI baseUrl, OkHttpClient http) {
        return WorkOS.builder()
                .apiKey(apiKey.reveal())
                .apiBaseUrl(baseUrl.toString())
                .retryConfig(RetryConfig.DISABLED)
                .httpClient(http)
                .build();
    }

    private RequestOptions.Builder options() {
        return RequestOptions.builder().timeoutMillis(timeout.toMillis()).maxRetries(0);
    }

    private static boolean isRefusal(int status) {
        return status >= CLIENT_ERRORS && status < SERVER_ERRORS && status != REQUEST_TIMEOUT;
    }

    private static <T> WorkosReply<T> unclear(Exception failed) {
        LOG.atWarn().addKeyValue("failure", failed.getClass().getSimpleName()).log("a call of WorkOS failed");
        return new WorkosReply.Unclear<>();
    }
}
