package dev.toolbridge.mcp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that arrive before and after somebody waits for them.
class AnswerBodyTest {
    private static final int BYTES_MAX = 200_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void aBodyThatIsAnnouncedTooLongIsToldBeforeAnyOfItComes() {
        AnswerBody body = announced(BYTES_MAX + 1);
        var source = new Source();

        assertThatThrownBy(() -> body.bytes(PATIENCE))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(AnswerBody.TooLong.class);
        body.onSubscribe(source);

        assertThat(source.cancelled).isTrue();
        assertThat(source.requested).isZero();
    }

    @Test
    void aLargeBodyIsAskedForWhenSomebodyWaits() throws Exception {
        AnswerBody body = announced(BYTES_MAX);
        var source = new Source() {
            @Override
            public void request(long count) {
                super.request(count);
                body.onNext(List.of(ByteBuffer.allocate(BYTES_MAX)));
                body.onComplete();
            }
        };
        body.onSubscribe(source);
        assertThat(source.requested).isZero();

        assertThat(body.bytes(PATIENCE)).hasSize(BYTES_MAX);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatNobodyWantsIsLeftWhenItComes(boolean first) {
        AnswerBody body = announced(BYTES_MAX);
        var source = new Source();

        if (first) {
            body.cancel();
        }
        body.onSubscribe(source);
        body.cancel();

        assertThat(source.cancelled).isTrue();
    }

    private static AnswerBody announced(int length) {
        BodySubscriber<AnswerBody> body = AnswerBody.upTo(BYTES_MAX).apply(new Head(length));
        return (AnswerBody) body;
    }

    /// The head of an answer with a length.
    private record Head(int length) implements ResponseInfo {
        @Override
        public int statusCode() {
            return 200;
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of("Content-Length", List.of(Integer.toString(length))), (_, _) -> true);
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    /// Records the demand for a body.
    private static class Source implements Subscription {
        long requested;
        boolean cancelled;

        @Override
        public void request(long count) {
            requested += count;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
