package dev.toolbridge.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.function.Consumer;
import java.util.function.Function;

/// One row of a table of attacks: a kind of attack by its number, what is tried, and the proof that it fails.
record Attack(int number, String what, Consumer<Grounds> proof) {

    /// A credential that is none: 401 with a challenge, and not a word of why.
    static Attack unauthorized(int number, String what, Function<Grounds, Call> call) {
        return new Attack(number, what, grounds -> {
            Reply reply = grounds.send(call.apply(grounds));
            assertThat(reply.status()).as(reply::toString).isEqualTo(401);
            assertThat(reply.body()).isEqualTo("unauthorized\n");
            assertThat(reply.header("WWW-Authenticate").orElse("")).startsWith("Bearer");
        });
    }

    /// A token that is refused.
    static Attack badToken(int number, String what, Function<Grounds, String> token) {
        return unauthorized(number, what, grounds -> Grounds.list(token.apply(grounds)));
    }

    /// A token whose making is refused to be used: a good one but for one thing.
    static Attack spoiltToken(int number, String what, Function<TokenOrder, TokenOrder> change) {
        return badToken(number, what, grounds -> grounds.token(change.apply(grounds.order())));
    }

    /// A request with that answer, and a body that says so.
    static Attack refused(int number, String what, Refused expected, Function<Grounds, Call> call) {
        return new Attack(number, what, grounds -> {
            Reply reply = grounds.send(call.apply(grounds));
            assertThat(reply.status()).as(reply::toString).isEqualTo(expected.status());
            assertThat(reply.body()).contains(expected.text());
        });
    }

    /// Something that takes more than one request.
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

    /// What a refused request is told.
    record Refused(int status, String text) {}
}
