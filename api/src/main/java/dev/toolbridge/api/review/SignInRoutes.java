package dev.toolbridge.api.review;

import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.rate.Recognition;
import dev.toolbridge.token.login.LoginClient;
import dev.toolbridge.token.login.SignIns;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// Signs a person in before a proposal, and begins a session.
record SignInRoutes(LoginClient client, SignIns signIns, ReviewSessions sessions, InstantSource clock) {
    private static final SignIns.Wish WISH = new SignIns.Wish("openid", Optional.of(ReviewSessions.LIFE));

    /// A person who has signed in, and the answer.
    record Arrived(Answer answer, String countedAs) implements Recognition.Counted {}

    /// Sends the person to the provider, and then to a page. The provider must ask who the person is, unless it has
    /// done so a short while ago.
    Answer begin(String page) {
        return signIns.begin(page, WISH);
    }

    /// Takes the person back from the provider. The page comes next by a link of our own, since browsers send the
    /// session's cookie with those only.
    Arrived end(Request request) {
        var arrived = signIns.end(request);
        var signIn = arrived.signIn();
        Instant at =
                signIn.at().orElseThrow(() -> SignIns.refused("the provider does not say when it asked who you are"));
        if (at.plus(ReviewSessions.LIFE).isBefore(clock.instant())) {
            throw SignIns.refused("the provider asked long ago who you are");
        }
        Answer onward = ReviewPage.onward(arrived.target())
                .header(
                        "Set-Cookie",
                        sessions.begin(arrived.countedAs(), signIn.token().tenant(), at));
        return new Arrived(onward, arrived.countedAs());
    }

    /// The page as a client describes itself.
    Answer description() {
        return Answer.json(200, client.description("ToolBridge review page"))
                .header("Cache-Control", "public, max-age=300");
    }

    /// The path of a page.
    ///
    /// @param place the tenant and the space of the proposal, as its address names them
    static String address(UUID proposal, FormText place) {
        return "/review/" + proposal + (place.text().isEmpty() ? "" : "?" + place.text());
    }
}
