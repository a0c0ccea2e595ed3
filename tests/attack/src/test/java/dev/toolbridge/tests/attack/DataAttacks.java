package dev.toolbridge.tests.attack;

import static dev.toolbridge.tests.attack.Attack.foiled;
import static dev.toolbridge.tests.attack.TokenOrder.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;
import java.util.UUID;

/// Attacks on data of others: the matrix tries them on every route, these are examples.
final class DataAttacks {
    private static final String SESSIONS = "/v1/sync/sessions";

    static final List<Attack> ALL = List.of(
            foiled(40, "an item of another user", DataAttacks::othersItem),
            foiled(40, "an item of one's own in another tenant", DataAttacks::otherTenantsItem),
            foiled(41, "fields that would make it somebody else's", DataAttacks::massAssignment),
            foiled(42, "a comment on somebody else's note", DataAttacks::foreignParent),
            foiled(42, "a uid that somebody else has", DataAttacks::takenUid),
            foiled(43, "a cursor that was changed", DataAttacks::tamperedCursor),
            foiled(43, "a cursor of somebody else", DataAttacks::othersCursor),
            foiled(43, "a page of a million", DataAttacks::hugePage),
            foiled(44, "an ETag of somebody else's item", DataAttacks::othersEtag),
            foiled(45, "a sync session of another user", DataAttacks::othersSession),
            foiled(45, "a sync session of one's own in another tenant", DataAttacks::otherTenantsSession),
            foiled(45, "a sync session that was made up", DataAttacks::guessedSession));

    private DataAttacks() {}

    /// A user in two tenants: a token for each.
    private record Pair(String here, String there) {
        static Pair of(Grounds grounds) {
            String one = Grounds.organization();
            String other = Grounds.organization();
            String user = grounds.user(one, other);
            return new Pair(
                    grounds.token(grounds.order(user).claim("org_id", text(one))),
                    grounds.token(grounds.order(user).claim("org_id", text(other))));
        }
    }

    private static String note(Grounds grounds, String token) {
        var reply = grounds.send(KeyAttacks.write(token));
        assertThat(reply.status()).as(reply::toString).isEqualTo(201);
        return reply.at("/uid").asText();
    }

    private static Call onNote(String method, String uid, String token) {
        return Grounds.as(Call.of(method, Grounds.NOTES + "/" + uid), token);
    }

    private static void assertNotThere(Grounds grounds, String uid, String token) {
        for (String method : List.of("GET", "DELETE")) {
            assertThat(grounds.send(onNote(method, uid, token)).status())
                    .as(method)
                    .isEqualTo(404);
        }
        for (String method : List.of("PUT", "PATCH")) {
            assertThat(grounds.send(onNote(method, uid, token).json("{\"title\":\"taken\"}"))
                            .status())
                    .as(method)
                    .isEqualTo(404);
        }
    }

    private static void othersItem(Grounds grounds) {
        String owner = grounds.token(grounds.user());
        String uid = note(grounds, owner);
        assertNotThere(grounds, uid, grounds.token(grounds.user()));
        assertThat(grounds.send(onNote("GET", uid, owner)).at("/version").asInt())
                .isEqualTo(1);
    }

    private static void otherTenantsItem(Grounds grounds) {
        var pair = Pair.of(grounds);
        String uid = note(grounds, pair.here());
        assertNotThere(grounds, uid, pair.there());
        assertThat(grounds.send(onNote("GET", uid, pair.here())).status()).isEqualTo(200);
    }

    private static void massAssignment(Grounds grounds) {
        String mine = grounds.token(grounds.user());
        String victim = grounds.user();
        var made = grounds.send(Grounds.as(
                Call.of("POST", Grounds.NOTES)
                        .json("{\"title\":\"planted\",\"tenant_id\":\"org_x\",\"owner_id\":\"" + victim
                                + "\",\"space_id\":\"" + UUID.randomUUID() + "\",\"version\":99,\"seq\":1}"),
                mine));
        assertThat(made.status()).as(made::toString).isEqualTo(201);
        assertThat(made.at("/version").asInt()).isEqualTo(1);
        assertThat(grounds.notes(grounds.token(victim)).at("/items")).isEmpty();
    }

    private static void foreignParent(Grounds grounds) {
        String uid = note(grounds, grounds.token(grounds.user()));
        var reply = grounds.send(Grounds.as(
                Call.of("POST", "/v1/comments")
                        .json("{\"content\":\"seen\",\"parentType\":\"note\",\"parentUid\":\"" + uid + "\"}"),
                grounds.token(grounds.user())));
        assertThat(reply.status()).as(reply::toString).isEqualTo(400);
        assertThat(reply.body()).contains("parent note not found");
    }

    private static void takenUid(Grounds grounds) {
        String owner = grounds.token(grounds.user());
        String uid = note(grounds, owner);
        var reply = grounds.send(Grounds.as(
                Call.of("POST", Grounds.NOTES).json("{\"uid\":\"" + uid + "\",\"title\":\"another\"}"),
                grounds.token(grounds.user())));
        assertThat(reply.status()).as("as if nobody had it: " + reply).isEqualTo(201);
        assertThat(grounds.send(onNote("GET", uid, owner)).at("/payload/title").asText())
                .isEqualTo("written");
    }

    private static String cursor(Grounds grounds, String token) {
        note(grounds, token);
        return grounds.notes(token).at("/nextCursor").asText();
    }

    private static Reply page(Grounds grounds, String cursor, String token) {
        return grounds.send(Grounds.as(Call.of("GET", Grounds.NOTES + "?cursor=" + cursor), token));
    }

    private static void tamperedCursor(Grounds grounds) {
        String token = grounds.token(grounds.user());
        String plain = Forgeries.decoded(cursor(grounds, token));
        String[] parts = plain.split("\\|", -1);
        parts[4] = "0";
        var reply = page(grounds, Forgeries.encoded(String.join("|", parts)), token);
        assertThat(reply.status()).as(reply::toString).isEqualTo(400);
        assertThat(reply.at("/code").asText()).isEqualTo("invalid_cursor");
    }

    private static void othersCursor(Grounds grounds) {
        String cursor = cursor(grounds, grounds.token(grounds.user()));
        String mine = grounds.token(grounds.user());
        note(grounds, mine);
        var reply = page(grounds, cursor, mine);
        assertThat(reply.status()).as(reply::toString).isIn(400, 409);
    }

    private static void hugePage(Grounds grounds) {
        String token = grounds.token(grounds.user());
        note(grounds, token);
        var reply = grounds.send(Grounds.as(Call.of("GET", Grounds.NOTES + "?limit=1000000"), token));
        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        assertThat(reply.at("/items")).hasSize(1);
    }

    private static void othersEtag(Grounds grounds) {
        String uid = note(grounds, grounds.token(grounds.user()));
        var reply =
                grounds.send(onNote("GET", uid, grounds.token(grounds.user())).with("If-None-Match", "\"1\""));
        assertThat(reply.status()).as(reply::toString).isEqualTo(404);
    }

    private static String session(Grounds grounds, String token) {
        var reply = grounds.send(Grounds.as(Call.of("POST", SESSIONS), token));
        assertThat(reply.status()).as(reply::toString).isEqualTo(201);
        return reply.at("/id").asText();
    }

    private static Reply pull(Grounds grounds, String session, String token) {
        return grounds.send(Grounds.as(Call.of("GET", "/v1/sync/notes/pull"), token)
                .with(WireHeader.SYNC_SESSION, session)
                .with(WireHeader.SYNC_EPOCH, "1"));
    }

    private static void assertStrangers(Grounds grounds, String session, String token) {
        assertThat(pull(grounds, session, token).status()).isEqualTo(403);
        for (String method : List.of("GET", "DELETE")) {
            assertThat(grounds.send(Grounds.as(Call.of(method, SESSIONS + "/" + session), token))
                            .status())
                    .isEqualTo(403);
        }
    }

    private static void othersSession(Grounds grounds) {
        String owner = grounds.token(grounds.user());
        String session = session(grounds, owner);
        assertStrangers(grounds, session, grounds.token(grounds.user()));
        assertThat(pull(grounds, session, owner).status()).isEqualTo(200);
    }

    private static void otherTenantsSession(Grounds grounds) {
        var pair = Pair.of(grounds);
        assertStrangers(grounds, session(grounds, pair.here()), pair.there());
    }

    private static void guessedSession(Grounds grounds) {
        String token = grounds.token(grounds.user());
        for (String guess : List.of("1", UUID.randomUUID().toString(), "MXxrfGF8YnxjfGR8ZXxm")) {
            assertThat(pull(grounds, guess, token).status()).as(guess).isEqualTo(428);
        }
    }
}
