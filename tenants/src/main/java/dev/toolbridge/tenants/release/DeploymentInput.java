package dev.toolbridge.tenants.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;

/// The input of a deployment.
public final class DeploymentInput {
    /// The folder of the release.
    public static final String ARTEFACT = "artefact";

    /// The cluster that the tenant moves to.
    public static final String CLUSTER = "cluster";

    /// The seconds for which the new release is watched while the one before still runs.
    public static final String BAKE = "bake";

    /// False if a release that fails then is left as it is.
    public static final String AUTO_ROLLBACK = "auto_rollback";

    public static final int BAKE_SECONDS = 60;
    public static final int BAKE_SECONDS_MAX = 600;

    private DeploymentInput() {}

    public static ObjectNode of(String artefact) {
        return Json.object().put(ARTEFACT, artefact);
    }
}
