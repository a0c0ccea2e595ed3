package dev.toolbridge.tenants.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.router.haproxy.ServerFigures;
import dev.toolbridge.tenants.runtime.Observed;

/// A program of a release at one moment, as the machine and the router see it.
///
/// @param pid its process; 0 if it has none
/// @param worker the worker of the router that counted: another one has counted from zero
/// @param isUp true if it passes the router's health check
record ProgramReading(long pid, long worker, boolean isUp, long requests, long failures, long meanMs) {
    private static final String PID = "pid";
    private static final String WORKER = "worker";
    private static final String UP = "up";
    private static final String REQUESTS = "requests";
    private static final String FAILURES = "failures";
    private static final String MEAN_MS = "mean_ms";

    static ProgramReading of(Observed instance, ServerFigures figures) {
        return new ProgramReading(
                instance.pid().orElse(0),
                figures.worker(),
                figures.isUp(),
                figures.requests(),
                figures.failures(),
                figures.meanMs());
    }

    /// Reads what [#json] wrote.
    static ProgramReading of(JsonNode json) {
        return new ProgramReading(
                json.path(PID).asLong(),
                json.path(WORKER).asLong(),
                json.path(UP).asBoolean(),
                json.path(REQUESTS).asLong(),
                json.path(FAILURES).asLong(),
                json.path(MEAN_MS).asLong());
    }

    ObjectNode json() {
        return Json.object()
                .put(PID, pid)
                .put(WORKER, worker)
                .put(UP, isUp)
                .put(REQUESTS, requests)
                .put(FAILURES, failures)
                .put(MEAN_MS, meanMs);
    }

    /// The same with the counts since an earlier reading.
    ProgramReading since(ProgramReading earlier) {
        return worker == earlier.worker
                ? new ProgramReading(
                        pid, worker, isUp, requests - earlier.requests, failures - earlier.failures, meanMs)
                : this;
    }

    /// The share of failures, from 0 to 1.
    double failureShare() {
        return requests == 0 ? 0 : Math.min(1, (double) failures / requests);
    }
}
