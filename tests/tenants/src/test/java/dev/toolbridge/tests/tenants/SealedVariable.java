package dev.toolbridge.tests.tenants;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;

/// A variable of a project of a tenant, whose value is stored under the tenant's master key.
record SealedVariable(RunningTenant tenant, String user, String path) {
    private static final String VALUE = "kept-by-the-master-key";

    /// Makes the project with the variable.
    static SealedVariable made(RunningTenant tenant) {
        String user = tenant.user("keeper@" + tenant.slug() + ".example");
        var variable = new SealedVariable(tenant, user, "/v1/projects/sealed/environment/development");
        variable.require(201, Call.of("POST", "/v1/projects").json("{\"name\":\"Sealed\",\"slug\":\"sealed\"}"));
        variable.require(
                200,
                Call.of("PUT", variable.path + "/GREETING").json("{\"value\":\"" + VALUE + "\",\"isSecret\":false}"));
        return variable;
    }

    /// Requires that the tenant's API opens the value.
    void requireOpened() {
        Reply shown = require(200, Call.of("GET", path));
        if (!shown.body().contains(VALUE)) {
            throw new AssertionError("the value does not open: " + shown);
        }
    }

    private Reply require(int status, Call call) {
        Reply reply = tenant.server().send(call.with("Authorization", "Bearer " + tenant.apiToken(user)));
        if (reply.status() / 100 != status / 100) {
            throw new AssertionError("expected " + status + ": " + reply + "\n"
                    + String.join("\n", tenant.platform().folder().warnings(tenant.ref())));
        }
        return reply;
    }
}
