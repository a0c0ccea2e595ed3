package dev.toolbridge.tenants.router.haproxy;

/// The figures of one server. Counters begin anew with each worker: judge by the difference of two readings with the
/// same worker.
///
/// @param worker the process id of the worker that counted
/// @param isUp true if the server's health check passes
/// @param open the requests and streams that are open now, those in workers of before a reload included
/// @param requests the requests that it was sent and that are over
/// @param failures its answers of the class 5xx, and the requests that it did not answer
/// @param meanMs the mean time to the head of its answers, over the last 1,024 of them
public record ServerFigures(
        ServerAddress address, long worker, boolean isUp, long open, long requests, long failures, long meanMs) {

    ServerFigures withOpen(long more) {
        return new ServerFigures(address, worker, isUp, open + more, requests, failures, meanMs);
    }
}
