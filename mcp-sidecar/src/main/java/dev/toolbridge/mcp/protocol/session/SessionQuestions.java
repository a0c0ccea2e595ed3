package dev.toolbridge.mcp.protocol.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.offer.Cancellation;
import dev.toolbridge.mcp.offer.Outlet;
import dev.toolbridge.mcp.offer.Question;
import dev.toolbridge.mcp.offer.Questions;
import dev.toolbridge.mcp.protocol.Message;
import dev.toolbridge.mcp.protocol.Messages;
import dev.toolbridge.mcp.protocol.ProtocolError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Questions to a client that has a session: sent ahead of the answer to its request, and awaited.
final class SessionQuestions implements Questions {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final McpSession session;
    private final Outlet outlet;
    private final Cancellation cancellation;

    SessionQuestions(McpSession session, Outlet outlet, Cancellation cancellation) {
        this.session = session;
        this.outlet = outlet;
        this.cancellation = cancellation;
    }

    @Override
    public boolean canAsk(String capability) {
        return outlet.isHeard()
                && session.handshake()
                        .filter(known -> known.client().declares(capability))
                        .isPresent();
    }

    @Override
    public Map<String, ObjectNode> ask(SequencedMap<String, Question> questions) {
        var answers = new LinkedHashMap<String, ObjectNode>();
        questions.forEach((name, question) -> answers.put(name, ask(question)));
        return answers;
    }

    private ObjectNode ask(Question question) {
        if (!canAsk(question.capability())) {
            throw ProtocolError.missingCapabilities(Set.of(question.capability()));
        }
        var pending = session.expect();
        cancellation.signal().thenRun(() -> pending.answer().cancel(false));
        try {
            outlet.send(Messages.request(pending.id(), question.method(), question.parameters()));
            return await(pending.answer());
        } finally {
            session.forget(pending.id());
        }
    }

    private static ObjectNode await(CompletableFuture<Message.Outcome> answer) {
        try {
            return switch (answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                case Message.Outcome.Result(ObjectNode value) -> value;
                case Message.Outcome.Result _, Message.Outcome.Failure _ ->
                    throw ProtocolError.refused(400, "the client did not answer what it was asked");
            };
        } catch (TimeoutException _) {
            throw ProtocolError.refused(408, "the client did not answer in time what it was asked");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }
}
