package dev.toolbridge.tenants.router.haproxy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The state of the running router that its socket can change, as read from the socket.
///
/// @param servers all slots by backend and name: `b3/s1`
record RunningState(Map<RouterMap, Map<String, String>> maps, Map<String, RunningServer> servers) {
    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final int MAP_FIELDS = 3;

    static RunningState read(CommandSocket socket) {
        var maps = new EnumMap<RouterMap, Map<String, String>>(RouterMap.class);
        for (RouterMap map : RouterMap.values()) {
            maps.put(map, entries(socket.ask("show map " + map.file())));
        }
        return new RunningState(maps, servers(socket.ask("show servers state")));
    }

    /// Each line is an address in memory, the key and the value.
    private static Map<String, String> entries(String answer) {
        var entries = new HashMap<String, String>();
        for (List<String> fields : lines(answer)) {
            if (fields.size() == MAP_FIELDS && fields.getFirst().startsWith("0x")) {
                entries.put(fields.get(1), fields.get(2));
            }
        }
        return entries;
    }

    private static Map<String, RunningServer> servers(String answer) {
        var servers = new HashMap<String, RunningServer>();
        for (List<String> fields : lines(answer)) {
            if (RunningServer.isLine(fields)) {
                RunningServer server = RunningServer.of(fields);
                servers.put(server.name(), server);
            }
        }
        return servers;
    }

    private static List<List<String>> lines(String answer) {
        var lines = new ArrayList<List<String>>();
        answer.lines().forEach(line -> lines.add(BLANKS.splitAsStream(line.strip()).toList()));
        return lines;
    }
}
