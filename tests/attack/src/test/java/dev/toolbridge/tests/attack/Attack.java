package dev.toolbridge.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.function.Consumer;
import java.util.function.Function;

/// One row of a table of attacks: the number of its kind, the attempt in words, and the proof that it fails.
record Attack(int number, String what, Consumer<Grounds> proof) {

    /// An invalid credential: 401 with a challenge and without a reason.
    static Attack unauthorized(int number, String what, Function<Grounds, Call> call) {
        return new Attack(number, what, grounds -> {
            Reply reply = grounds.send(call.apply(grounds));
            assertThat(reply.status()).as(reply::toString).isEqualTo(401);
            assertThat(reply.body()).isEqualTo("unauthorized\n");
            assertThat(reply.header("WWW-Authenticate").orElse("")).startsWith("Bearer");
        });
    }

    /// A token that the API refuses.
    static Attack badToken(int number, String what, Function<Grounds, String> token) {
        return unauthorized(number, what, grounds -> Grounds.list(token.apply(grounds)));
    }

    /// A good token with one change, which the API refuses.
    static Attack spoiltToken(int number, String what, Function<TokenOrder, TokenOrder> change) {
        return badToken(number, what, grounds -> grounds.token(change.apply(grounds.order())));
    }

    /// A request with that status and a body with that text.
    static Attack refused(int number, String what, Refused expected, Function<Grounds, Call> call) {
        return new Attack(number, what, grounds -> {
            Reply reply = grounds.send(call.apply(grounds));
            assertThat(reply.status()).as(reply::toString).isEqualTo(expected.status());
            assertThat(reply.body()).contains(expected.text());
        });
    }

    /// An attack of more than one request.
    static Attack foiled(int number, String what, Consumer<Grounds> proof) {
        return new Attack(number, what, proof);
    }

    void on(Grounds grounds) {
        proof.accept(grounds);
    }

    @Override
    public String toString() {
        return number + ": " + what;
    }

    /// The answer to a refused request.
    record Refused(int status, String text) {}
}
