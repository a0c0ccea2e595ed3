package dev.toolbridge.console.access;

import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.time.Duration;
import java.util.Optional;

/// The sessions of people, as the server keeps them that shows the pages.
public interface PersonSessions {

    /// The person whose session the browser's cookie names, if it is still good.
    Optional<Person> find(Request request);

    /// Sends a browser to the identity provider.
    ///
    /// @param target the page to show afterwards
    /// @param age the age that the sign-in may have; empty: any
    Answer begin(String target, Optional<Duration> age);

    /// Takes a browser back from the identity provider, and begins a session.
    Answer arrive(Request request);

    /// Ends the session of a request and begins another one for a tenant.
    Answer choose(Request request, String tenant, String target);

    /// Ends the session.
    ///
    /// @param everywhere true to end all sessions of the person
    Answer end(Request request, Person person, boolean everywhere, String target);

    /// The console as it describes itself to the identity provider, as JSON.
    byte[] description();
}
