package dev.toolbridge.identity.oauth;

import dev.toolbridge.identity.oauth.AuthorizationRequest.Reading;
import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.InvitationChanges;
import dev.toolbridge.identity.state.Organization;
import dev.toolbridge.identity.state.User;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.token.login.LoginName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Asks a person to log in, to pick an organisation when there are several, and sends a code to the client.
final class Authorization {
    private static final int SEE_OTHER = 303;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final String TOO_MANY_TEXT =
            "Too many wrong attempts. The right secret still works: “toolbridge up” shows it.";

    private final AuthorizationReader reader;
    private final Directory directory;
    private final InvitationChanges invitations;
    private final LoginAttempts attempts;
    private final LoginTickets tickets;
    private final Codes codes;

    Authorization(OauthParts parts, AuthorizationReader reader, Codes codes) {
        this.reader = reader;
        this.directory = parts.directory();
        this.invitations = parts.invitations();
        this.attempts = new LoginAttempts(parts.secret(), parts.clock());
        this.tickets = new LoginTickets(parts.clock());
        this.codes = codes;
    }

    /// Shows the login page, to a person who goes to it.
    Answer show(Request request) {
        if (ForeignPages.embeds(request)) {
            return Pages.problem(FORBIDDEN, "This page opens in a window of its own only.");
        }
        var query = Form.ofQuery(request);
        return forReadable(query, asked -> Pages.login(asked, query));
    }

    /// Takes what the person typed on one of the pages.
    Answer submit(Request request) {
        if (ForeignPages.sentForm(request)) {
            return Pages.problem(FORBIDDEN, "This form was sent by a page of another server.");
        }
        var query = Form.ofQuery(request);
        var form = Form.ofBody(request);
        return forReadable(query, asked -> submitted(asked, query, form));
    }

    private Answer forReadable(Form query, Function<AuthorizationRequest, Answer> next) {
        return switch (reader.read(query)) {
            case Reading.Good good -> next.apply(good.request());
            case Reading.Refused refused -> redirect(refused.location());
            case Reading.Hopeless hopeless -> Pages.problem(hopeless.text());
        };
    }

    private Answer submitted(AuthorizationRequest asked, Form query, Form form) {
        if (form.find("deny").isPresent()) {
            var refusal = OauthRefusal.of("access_denied", "the person said no");
            return redirect(reader.refused(asked.redirectUri(), asked.state(), refusal));
        }
        Optional<User> known = form.find("ticket")
                .flatMap(ticket -> tickets.userOf(ticket, query))
                .flatMap(directory::user);
        return known.map(user -> picked(asked, query, new Login(user, form.find("organization"))))
                .orElseGet(() -> loggedIn(asked, query, form));
    }

    private record Login(User user, Optional<String> organization) {}

    private Answer loggedIn(AuthorizationRequest asked, Form query, Form form) {
        String name = form.find("email").orElse("").strip();
        return switch (attempts.attempt(form.find("secret").orElse(""))) {
            case TOO_MANY -> Pages.failed(asked, query, new Pages.Failed(TOO_MANY, name, TOO_MANY_TEXT));
            case WRONG -> failed(asked, query, name, "That is not this workspace's secret.");
            case RIGHT ->
                LoginName.parse(name)
                        .map(login -> picked(asked, query, new Login(user(login, name), Optional.empty())))
                        .orElseGet(() -> failed(asked, query, "", "Enter a name or an e-mail address."));
        };
    }

    /// A name is kept as it was typed; an address is no name. The invitations to that address are accepted.
    private User user(LoginName login, String typed) {
        User user = directory.userNamed(login, typed.contains("@") ? "" : typed);
        invitations.acceptAll(user);
        return user;
    }

    private static Answer failed(AuthorizationRequest asked, Form query, String name, String problem) {
        return Pages.failed(asked, query, new Pages.Failed(FORBIDDEN, name, problem));
    }

    /// With one organisation or none there is nothing to pick.
    private Answer picked(AuthorizationRequest asked, Form query, Login login) {
        List<Organization> organizations = directory.organizationsOf(login.user());
        if (organizations.size() < 2) {
            String only =
                    organizations.stream().map(Organization::id).findFirst().orElse("");
            return withCode(asked, login.user(), only);
        }
        Optional<String> picked = organizations.stream()
                .map(Organization::id)
                .filter(id -> login.organization().filter(id::equals).isPresent())
                .findFirst();
        return picked.map(id -> withCode(asked, login.user(), id))
                .orElseGet(() -> Pages.organizations(
                        asked,
                        query,
                        new Pages.Choice(tickets.issue(login.user().id(), query), organizations)));
    }

    private Answer withCode(AuthorizationRequest asked, User user, String organizationId) {
        String code = codes.issue(new Codes.Terms(asked, user.id(), organizationId));
        return redirect(reader.located(asked.redirectUri(), asked.state(), "code=" + Form.encode(code)));
    }

    private static Answer redirect(String location) {
        return Answer.empty(SEE_OTHER).header("Location", location).header("Cache-Control", "no-store");
    }
}
