package dev.toolbridge.tests.matrix;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;

/// A user with a credential.
///
/// @param name the relation to the victim
/// @param credential a token or an API key
/// @param session a sync session of their own
/// @param chosenTenant a tenant that every request names; empty names none
record Person(String name, String credential, String session, String chosenTenant) {

    static Person of(Server server, String name, String credential) {
        var begun = server.send(as(Call.of("POST", "/v1/sync/sessions"), credential));
        return new Person(name, credential, begun.at("/id").asText(), "");
    }

    /// The same person, whose requests name a tenant.
    Person choosing(String tenant) {
        return new Person(name + " asking for the victim's tenant", credential, session, tenant);
    }

    Reply send(Server server, Call call) {
        return server.send(as(call, credential).with(WireHeader.TENANT, chosenTenant));
    }

    /// The call with the headers of the person's own sync session.
    Call inSession(Call call) {
        return call.with(WireHeader.SYNC_SESSION, session).with(WireHeader.SYNC_EPOCH, "1");
    }

    private static Call as(Call call, String credential) {
        return call.with("Authorization", "Bearer " + credential);
    }

    @Override
    public String toString() {
        return name;
    }
}
