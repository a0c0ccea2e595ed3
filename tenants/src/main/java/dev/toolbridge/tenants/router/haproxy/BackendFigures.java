package dev.toolbridge.tenants.router.haproxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The figures of a backend's servers, over all workers, and the end of their streams.
public final class BackendFigures {
    private static final int ALL_SERVERS = 4;
    private static final String SERVER = "svname";
    private static final String ADDRESS = "addr";
    private static final String OPEN = "scur";

    private final RouterProcess process;
    private final int backend;

    BackendFigures(RouterProcess process, int backend) {
        this.process = process;
        this.backend = backend;
    }

    /// The figures of the servers that the present worker has.
    public List<ServerFigures> read() {
        long worker = process.worker().orElseThrow(() -> new RouterUnavailable("the router does not answer"));
        return figures(worker, process.runtime().ask(question())).stream()
                .map(figures -> figures.withOpen(openInOldWorkers(figures.address())))
                .toList();
    }

    /// The figures of the servers in a worker's answer that are in use.
    static List<ServerFigures> figures(long worker, String answer) {
        return rows(answer).stream()
                .filter(Row::isInUse)
                .map(row -> figures(worker, row))
                .toList();
    }

    /// The requests and streams that are open at an address, in all slots that it had.
    public long open(ServerAddress address) {
        return open(rows(process.runtime().ask(question())), address) + openInOldWorkers(address);
    }

    /// The requests and streams that are open at all servers of the present worker.
    public long open() {
        return rows(process.runtime().ask(question())).stream()
                .mapToLong(row -> row.number(OPEN))
                .sum();
    }

    /// Cuts all requests and streams of all servers.
    ///
    /// @return the number of those that were open
    public long cut() {
        List<Row> rows = rows(process.runtime().ask(question()));
        process.runtime().run(cuts(rows));
        long open = rows.stream().mapToLong(row -> row.number(OPEN)).sum();
        return open + process.oldWorkers().stream().mapToLong(this::cutOld).sum();
    }

    /// A worker of before a reload takes orders about single streams only, not about its backends.
    private long cutOld(long worker) {
        List<String> streams = process.askOld(worker, "show sess")
                .lines()
                .filter(line -> line.contains(" be=" + Backend.name(backend) + " "))
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
        streams.forEach(stream -> process.askOld(worker, "shutdown session " + stream));
        return streams.size();
    }

    /// Forgets the sessions of the tenant that had the backend.
    public void forget() {
        process.runtime().ask("clear table " + Backend.name(backend));
    }

    private List<String> cuts(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.number(OPEN) > 0)
                .map(row -> "shutdown sessions server " + Backend.name(backend) + "/" + row.text(SERVER))
                .toList();
    }

    private long openInOldWorkers(ServerAddress address) {
        return process.oldWorkers().stream()
                .mapToLong(worker -> open(rows(process.askOld(worker, question())), address))
                .sum();
    }

    private static long open(List<Row> rows, ServerAddress address) {
        return rows.stream()
                .filter(row -> row.text(ADDRESS).equals(address.toString()))
                .mapToLong(row -> row.number(OPEN))
                .sum();
    }

    private String question() {
        return "show stat " + Backend.name(backend) + " " + ALL_SERVERS + " -1";
    }

    /// HAProxy counts a request when it sends it, and its failure when that is known: one that is open is neither good
    /// nor bad yet, unless it has failed already.
    private static ServerFigures figures(long worker, Row row) {
        long open = row.number(OPEN);
        long failures = row.number("hrsp_5xx") + row.number("econ") + row.number("eresp");
        return new ServerFigures(
                row.address(),
                worker,
                row.text("status").startsWith("UP"),
                open,
                Math.max(failures, row.number("stot") - open),
                failures,
                row.number("rtime"));
    }

    /// The lines of a table with its names in the first one; empty if there is no such backend.
    private static List<Row> rows(String answer) {
        List<String> lines = answer.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith("# pxname")) {
            return List.of();
        }
        List<String> names = fields(lines.getFirst().substring("# ".length()));
        return lines.stream().skip(1).map(line -> new Row(names, fields(line))).toList();
    }

    private static List<String> fields(String line) {
        return new ArrayList<>(Arrays.asList(line.split(",", -1)));
    }

    private record Row(List<String> names, List<String> values) {

        String text(String name) {
            int place = names.indexOf(name);
            return place < 0 || place >= values.size() ? "" : values.get(place);
        }

        long number(String name) {
            return Stream.of(text(name))
                    .filter(text -> !text.isEmpty())
                    .mapToLong(Long::parseLong)
                    .sum();
        }

        boolean isInUse() {
            return !text("status").startsWith("MAINT");
        }

        ServerAddress address() {
            String address = text(ADDRESS);
            int colon = address.lastIndexOf(':');
            String host = address.substring(0, colon);
            return new ServerAddress(
                    host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                    Integer.parseInt(address.substring(colon + 1)));
        }
    }
}
