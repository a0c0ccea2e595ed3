package dev.toolbridge.tenants.router;

/// The end of a change of the router. If the router does not answer, the change is recorded and the call throws
/// `RouterUnavailable`: the same call again, or the next watch, brings it into force.
public sealed interface RouteOutcome {

    /// Tables, file and process have the wanted state, which was read back.
    ///
    /// @param revision the revision of the tables that holds the change
    record InForce(long revision) implements RouteOutcome {}

    /// Nothing was changed.
    record Refused(Reason reason) implements RouteOutcome {}

    /// The reasons that the same call would meet again.
    enum Reason {
        HOST_TAKEN("the host name belongs to another tenant"),
        PORT_TAKEN("the loopback port belongs to another host name"),
        PORT_OUT_OF_RANGE("the loopback port is none of those that the router keeps"),
        TOO_MANY_SERVERS("a process has more servers, with those that drain, than a backend has room for"),
        ADDRESS_TWICE("two servers of the process have the same address"),
        NO_SUCH_TENANT("the tenant has no route"),
        NO_SUCH_SERVER("the process has no server with this address");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /// One sentence for a person.
        public String text() {
            return text;
        }
    }
}
