package dev.toolbridge.mcp.api;

import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.memory.Share;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The body of an answer. A large one stays at the API until the request that waits for it has memory for it.
final class AnswerBody implements BodySubscriber<AnswerBody> {
    private static final int SMALL_BYTES = 65_536;

    /// The memory of an answer as bytes, text and tree before a result is made, in multiples of its length.
    private static final int MADE_OF_ANSWER = 6;

    private final int bytesMax;
    private final long announced;
    private final CompletableFuture<AnswerBody> whole = new CompletableFuture<>();
    private final CompletableFuture<Subscription> source = new CompletableFuture<>();
    private byte[] bytes = new byte[0];
    private int count;

    private AnswerBody(int bytesMax, long announced) {
        this.bytesMax = bytesMax;
        this.announced = announced;
        if (announced > bytesMax) {
            whole.completeExceptionally(new TooLong());
        }
    }

    /// A body is longer than its limit.
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// Reads an answer of at most this length; one without a length counts as the longest.
    static BodyHandler<AnswerBody> upTo(int bytesMax) {
        return head -> new AnswerBody(
                bytesMax, head.headers().firstValueAsLong("Content-Length").orElse(bytesMax));
    }

    /// Completes with the whole body if it is small, else with the head.
    @Override
    public CompletionStage<AnswerBody> getBody() {
        return isSmall() ? whole : CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (whole.isDone()) {
            subscription.cancel();
            return;
        }
        if (isSmall()) {
            begin(subscription);
        }
        source.complete(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            int length = part.remaining();
            if (count + length > bytesMax) {
                source.join().cancel();
                whole.completeExceptionally(new TooLong());
                return;
            }
            if (count + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(bytesMax, Math.max(2 * bytes.length, count + length)));
            }
            part.get(bytes, count, length);
            count += length;
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(this);
    }

    /// The whole body.
    ///
    /// @throws Refusal if there is no memory for it
    byte[] bytes(Duration patience) throws InterruptedException, ExecutionException, TimeoutException {
        if (!isSmall() && !whole.isDone()) {
            Share.current().growTowards(MADE_OF_ANSWER * announced);
            begin(source.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        }
        whole.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }

    /// Leaves the rest unread, even before the first part has come.
    void cancel() {
        var _ = source.thenAccept(Subscription::cancel);
    }

    private void begin(Subscription subscription) {
        bytes = new byte[(int) Math.min(announced, isSmall() ? SMALL_BYTES : bytesMax)];
        subscription.request(Long.MAX_VALUE);
    }

    private boolean isSmall() {
        return announced <= SMALL_BYTES;
    }
}
