package dev.toolbridge.mcp.api;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.mcp.access.KeyOwners;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.trace.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends requests to the API on behalf of callers. It keeps connections, but no caller's token.
public final class ApiClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiClient.class);
    private static final int OK = 200;

    private final ApiAddress config;
    private final HttpClient http;
    private final Optional<ExchangedTokens> exchange;
    private final KeyClient keys;
    private final Turns turns;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("api-timer").factory(), new ThreadPoolExecutor.DiscardPolicy());

    /// The client's work between a request and its answer is short and never waits, so the thread that reaches
    /// it does it. A thread of its own for each step would cost more than the steps.
    public ApiClient(ApiAddress config) {
        this.config = config;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connectTimeout())
                .executor(Runnable::run)
                .build();
        this.exchange = config.exchange().map(how -> new ExchangedTokens(how, config, http));
        this.keys = new KeyClient(config, http);
        this.turns = new Turns(config.answerTimeout());
        timer.setRemoveOnCancelPolicy(true);
    }

    /// The API's knowledge of the keys that this server receives.
    public KeyOwners keys() {
        return keys;
    }

    /// Sends a request and waits for its result.
    ///
    /// @throws CancellationException if the caller cancels the request meanwhile
    public ApiAnswer send(ApiRequest request, ApiCaller caller) {
        return authorized(caller, token -> send(request, caller, token));
    }

    /// Follows a stream of events until it ends, which counts as done. It takes no turn: it waits most of the time.
    ///
    /// @param hearer takes the events in this thread
    /// @throws CancellationException if the thread is interrupted
    public ApiAnswer listen(ApiRequest request, ApiCaller caller, Consumer<ApiEvent> hearer) {
        return authorized(caller, token -> listen(httpRequest(request, caller, token), hearer));
    }

    private ApiAnswer authorized(ApiCaller caller, Function<Secret, ApiAnswer> attempt) {
        if (!caller.isExchanged()) {
            return unchanged(caller, attempt);
        }
        try {
            return exchanged(caller, exchange.orElseThrow(), attempt);
        } catch (ExchangedTokens.Failed failed) {
            return failed.answer();
        }
    }

    /// Forgets a key that the API no longer accepts, so that this server no longer accepts it either.
    private ApiAnswer unchanged(ApiCaller caller, Function<Secret, ApiAnswer> attempt) {
        ApiAnswer answer = attempt.apply(caller.token());
        if (isUnauthorized(answer)) {
            keys.forget(caller);
        }
        return answer;
    }

    /// A kept token may be revoked by now: then nothing was done, and a new one tells if the caller may stay.
    private ApiAnswer exchanged(ApiCaller caller, ExchangedTokens tokens, Function<Secret, ApiAnswer> attempt) {
        ApiAnswer answer = attempt.apply(tokens.tokenFor(caller));
        if (!isUnauthorized(answer)) {
            return answer;
        }
        tokens.forget(caller);
        return attempt.apply(tokens.tokenFor(caller));
    }

    private static boolean isUnauthorized(ApiAnswer answer) {
        return answer instanceof ApiAnswer.Refused refused && refused.code() == ErrorCode.UNAUTHORIZED;
    }

    private ApiAnswer send(ApiRequest request, ApiCaller caller, Secret token) {
        ApiAnswer answer = sendOnce(request, caller, token);
        boolean again = answer instanceof ApiAnswer.Unanswered && request.repeatable();
        return again ? sendOnce(request, caller, token) : answer;
    }

    /// Tells if the API reports that it is ready.
    public boolean ready() {
        var request = HttpRequest.newBuilder(config.resolve("/readyz"))
                .timeout(config.connectTimeout())
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException unreachable) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        timer.shutdownNow();
    }

    private ApiAnswer sendOnce(ApiRequest request, ApiCaller caller, Secret token) {
        var wait = new Wait();
        caller.cancelled().thenRun(wait::stop);
        try {
            return sendInTurn(
                    request, httpRequest(request, caller, token), caller.token().reveal());
        } catch (InterruptedException _) {
            if (!wait.end()) {
                Thread.currentThread().interrupt();
            }
            throw new CancellationException();
        } finally {
            wait.end();
        }
    }

    private ApiAnswer sendInTurn(ApiRequest request, HttpRequest sent, String whose) throws InterruptedException {
        if (!turns.begin(whose)) {
            return busy();
        }
        try {
            return answer(request, sent);
        } finally {
            turns.end(whose);
        }
    }

    private ApiAnswer answer(ApiRequest request, HttpRequest sent) throws InterruptedException {
        try {
            return read(begun(sent, AnswerBody.upTo(config.answerBytesMax())), request);
        } catch (TimeoutException _) {
            return new ApiAnswer.Unanswered();
        } catch (ExecutionException | IOException failed) {
            return failure(Optional.ofNullable(failed.getCause()).orElse(failed));
        }
    }

    /// The caller's own thread waits for the client: another thread to wake it would double the cost.
    private <T> HttpResponse<T> begun(HttpRequest sent, BodyHandler<T> body)
            throws IOException, InterruptedException, TimeoutException {
        var wait = new Wait();
        var late = timer.schedule(wait::stop, config.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return http.send(sent, body);
        } catch (InterruptedException interrupted) {
            if (wait.end()) {
                throw new TimeoutException();
            }
            throw interrupted;
        } finally {
            late.cancel(false);
            wait.end();
        }
    }

    /// Leaves an answer unread if there is no memory for it; the request itself may be carried out by then.
    private ApiAnswer read(HttpResponse<AnswerBody> response, ApiRequest request)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return AnswerReader.read(response, response.body().bytes(config.answerTimeout()));
        } catch (Refusal full) {
            response.body().cancel();
            return request.method().equals("GET") ? busy() : new ApiAnswer.Unanswered();
        } catch (TimeoutException | InterruptedException notRead) {
            response.body().cancel();
            throw notRead;
        }
    }

    private ApiAnswer listen(HttpRequest sent, Consumer<ApiEvent> hearer) {
        try {
            HttpResponse<InputStream> response = begun(sent, BodyHandlers.ofInputStream());
            try (var events = new EventLines(response.body(), EventLines.SILENCE_MAX, timer)) {
                return response.statusCode() == OK
                        ? heard(events, hearer)
                        : AnswerReader.read(response, response.body().readNBytes(AnswerReader.BRIEF_BYTES_MAX));
            }
        } catch (TimeoutException _) {
            return new ApiAnswer.Unanswered();
        } catch (IOException failed) {
            return failure(failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    private static ApiAnswer heard(EventLines events, Consumer<ApiEvent> hearer) {
        try {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                hearer.accept(event.get());
            }
        } catch (IOException cut) {
            LOG.atDebug().setCause(cut).log("a stream of the API was cut");
        }
        return new ApiAnswer.Done(OK, Json.object(), false);
    }

    /// A refusal of a request that changed nothing.
    private static ApiAnswer busy() {
        String text = "too many calls at a time";
        return new ApiAnswer.Refused(
                ErrorCode.UNAVAILABLE.status(), ErrorCode.UNAVAILABLE, text, Json.object(), OptionalLong.of(1));
    }

    private ApiAnswer failure(Throwable cause) {
        LOG.atWarn().addKeyValue("failure", cause.toString()).log("no answer from the API");
        boolean unreachable = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        if (unreachable) {
            return new ApiAnswer.Unreachable();
        }
        return cause instanceof AnswerBody.TooLong ? new ApiAnswer.TooLong() : new ApiAnswer.Unanswered();
    }

    private HttpRequest httpRequest(ApiRequest request, ApiCaller caller, Secret token) {
        var http = HttpRequest.newBuilder(config.resolve(request.path() + query(request)))
                .method(request.method(), publisher(request))
                .header("Authorization", "Bearer " + token.reveal())
                .header("Accept", "application/json")
                .header(WireHeader.CORRELATION, caller.correlationId())
                .header(WireHeader.TOOL, caller.tool());
        Trace.current().ifPresent(trace -> http.header(Trace.HEADER, trace.header()));
        caller.tenant().ifPresent(tenant -> http.header(WireHeader.TENANT, tenant));
        caller.space().ifPresent(space -> http.header(WireHeader.SPACE, space));
        caller.zone().ifPresent(zone -> http.header(WireHeader.ZONE, zone));
        caller.client().ifPresent(client -> http.header(WireHeader.CLIENT, client));
        caller.toolCall().ifPresent(call -> http.header(WireHeader.TOOL_CALL, call));
        caller.run().ifPresent(run -> http.header(WireHeader.RUN, run));
        request.contentType().ifPresent(type -> http.header("Content-Type", type));
        request.ifMatch().ifPresent(version -> http.header("If-Match", "\"" + version + "\""));
        request.idempotencyKey().ifPresent(key -> http.header("Idempotency-Key", key));
        request.headers().forEach(http::header);
        return http.build();
    }

    private static BodyPublisher publisher(ApiRequest request) {
        return request.body()
                .map(json -> BodyPublishers.ofByteArray(Json.bytes(json)))
                .orElseGet(BodyPublishers::noBody);
    }

    private static String query(ApiRequest request) {
        return request.query().entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("&"), text -> text.isEmpty() ? "" : "?" + text));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
