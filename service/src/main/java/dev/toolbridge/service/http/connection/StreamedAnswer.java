package dev.toolbridge.service.http.connection;

import java.util.concurrent.CountDownLatch;

/// A connection on which an answer is written that is a stream. The connection ends with it. Its own thread only
/// waits for the client's end.
record StreamedAnswer(AnswerStream stream) implements Successor {

    @Override
    public void use(Inflow.Ways ways) throws InterruptedException {
        var over = new CountDownLatch(1);
        var out = new ChunkedOutput(ways.answers());
        stream.begin(out, () -> {
            out.end();
            over.countDown();
            ways.end().run();
        });
        if (ways.awaitEnd().getAsBoolean()) {
            stream.clientIsGone();
        }
        over.await();
    }

    @Override
    public void close() {
        stream.close();
    }
}
