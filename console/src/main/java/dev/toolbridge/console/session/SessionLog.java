package dev.toolbridge.console.session;

import dev.toolbridge.console.access.Person;

/// The place where a server writes down who came and who went.
public interface SessionLog {
    /// Writes nothing down.
    SessionLog NONE = new SessionLog() {
        @Override
        public void began(Person person, String correlationId) {
            // The server keeps no log of sign-ins.
        }

        @Override
        public void ended(Person person, String correlationId) {
            // The server keeps no log of sign-ins.
        }
    };

    /// A person has signed in. Unless this succeeds, no session begins.
    void began(Person person, String correlationId);

    /// A person signs out.
    void ended(Person person, String correlationId);
}
