package dev.toolbridge.database;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The parameters of an address: libpq's, as hosts hand them out, in the words of the driver. The driver's own words
/// are read too, as far as they have a counterpart there.
final class UrlParameters {
    private static final int CONNECT_SECONDS_MAX = 3;

    private static final String TLS_MODE = "sslmode";
    private static final String ROOTS = "sslrootcert";
    private static final String REQUIRE_AUTH = "requireAuth";
    private static final String FACTORY = "sslfactory";
    private static final String ROOTS_OF_JAVA = "org.postgresql.ssl.DefaultJavaSSLFactory";
    private static final String TLS_ALWAYS = "require";
    private static final String TLS_FULL = "verify-full";

    /// Modes in which no password crosses the network but inside of TLS.
    private static final Set<String> TLS_CERTAIN = Set.of(TLS_ALWAYS, "verify-ca", TLS_FULL);

    /// A program that has taken the address may ask for the password itself: without TLS it gets none.
    private static final String NO_CLEAR_PASSWORD = "!password";

    private static final Set<String> METHODS = Set.of("password", "md5", "gss", "sspi", "scram-sha-256", "none");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9_.!,-]{1,40}");

    /// A parameter that the driver need not be told: it does so anyway.
    private static final String NOTHING = "";

    private static final Map<String, Parameter> KNOWN = Map.ofEntries(
            oneOf(TLS_MODE, TLS_MODE, "disable", "allow", "prefer", TLS_ALWAYS, "verify-ca", TLS_FULL),
            oneOf("channel_binding", "channelBinding", "disable", "prefer", "require"),
            oneOf("gssencmode", "gssEncMode", "disable", "allow", "prefer", "require"),
            oneOf("sslnegotiation", "sslNegotiation", "postgres", "direct"),
            any(ROOTS, ROOTS),
            any("sslcert", "sslcert"),
            any("sslkey", "sslkey"),
            any("options", "options"),
            any("application_name", "ApplicationName"),
            any("krbsrvname", "kerberosServerName"),
            Map.entry("require_auth", new Parameter(REQUIRE_AUTH, UrlParameters::methods)),
            Map.entry("connect_timeout", new Parameter("connectTimeout", UrlParameters::connectSeconds)),
            translated("keepalives", "tcpKeepAlive", Map.of("0", "false", "1", "true")),
            translated("load_balance_hosts", "loadBalanceHosts", Map.of("disable", "false", "random", "true")),
            translated("target_session_attrs", "targetServerType", Targets.IN_WORDS_OF_THE_DRIVER),
            oneOf("sslcompression", NOTHING, "0"),
            oneOf("sslsni", NOTHING, "1"),
            oneOf("ssl_min_protocol_version", NOTHING, "TLSv1", "TLSv1.1", "TLSv1.2"),
            oneOf("client_encoding", NOTHING, "UTF8", "utf8", "UTF-8", "utf-8", "auto"),
            oneOf("targetServerType", "targetServerType", Targets.OF_THE_DRIVER),
            oneOf("loadBalanceHosts", "loadBalanceHosts", "true", "false"),
            oneOf("tcpKeepAlive", "tcpKeepAlive", "true", "false"),
            oneOf(FACTORY, FACTORY, ROOTS_OF_JAVA));

    /// The driver's names of parameters whose values are those of libpq.
    private static final Map<String, String> SAME = Map.of(
            "channelBinding",
            "channel_binding",
            "gssEncMode",
            "gssencmode",
            "sslNegotiation",
            "sslnegotiation",
            "ApplicationName",
            "application_name",
            "kerberosServerName",
            "krbsrvname",
            REQUIRE_AUTH,
            "require_auth",
            "connectTimeout",
            "connect_timeout");

    private UrlParameters() {}

    /// The name of a parameter at the driver, and the translation of its value.
    ///
    /// @param value throws [IllegalArgumentException] saying which values there are
    private record Parameter(String driver, UnaryOperator<String> value) {}

    /// A value that a parameter does not have; the message says those that it has.
    private static final class Unknown extends IllegalArgumentException {
        private Unknown(String expected) {
            super(expected);
        }
    }

    /// The choice among several hosts.
    private static final class Targets {
        private static final String[] OF_THE_DRIVER = {"any", "primary", "secondary", "preferSecondary", "preferPrimary"
        };
        private static final Map<String, String> IN_WORDS_OF_THE_DRIVER = Map.of(
                "any", "any",
                "read-write", "primary",
                "primary", "primary",
                "read-only", "secondary",
                "standby", "secondary",
                "prefer-standby", "preferSecondary");
    }

    /// The query of a JDBC address, with its question mark; empty without parameters.
    static String inWordsOfTheDriver(SequencedMap<String, String> given) {
        var known = new LinkedHashMap<String, String>();
        given.forEach((name, value) -> add(known, name, value));
        trustAsLibpqDoes(known);
        if (!TLS_CERTAIN.contains(known.getOrDefault(TLS_MODE, ""))) {
            known.putIfAbsent(REQUIRE_AUTH, NO_CLEAR_PASSWORD);
        }
        return known.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + DatabaseUrl.encoded(entry.getValue()))
                .collect(Collectors.joining("&", known.isEmpty() ? "" : "?", ""));
    }

    private static void add(Map<String, String> known, String name, String value) {
        Parameter parameter = KNOWN.get(SAME.getOrDefault(name, name));
        if (parameter == null) {
            throw new IllegalArgumentException("has the parameter " + name + ", which this program does not take");
        }
        try {
            String translated = parameter.value().apply(value);
            if (!parameter.driver().equals(NOTHING) && known.put(parameter.driver(), translated) != null) {
                throw new IllegalArgumentException("says " + name + " twice");
            }
        } catch (Unknown unknown) {
            String shown = SHOWABLE.matcher(value).matches() ? name + "=" + value : "a value of " + name;
            throw new IllegalArgumentException(
                    "has " + shown + ", which nobody knows: expected " + unknown.getMessage(), unknown);
        }
    }

    /// Checks as strictly as libpq does: `require` with named authorities is `verify-ca`, and those of the system
    /// need `verify-full` (PostgreSQL manual, section 34.19.1).
    private static void trustAsLibpqDoes(Map<String, String> known) {
        if (known.getOrDefault(ROOTS, "").equals("system")) {
            known.remove(ROOTS);
            known.put(FACTORY, ROOTS_OF_JAVA);
            if (!TLS_FULL.equals(known.merge(TLS_MODE, TLS_FULL, (given, _) -> given))) {
                throw new IllegalArgumentException("has sslrootcert=system, which needs sslmode=verify-full");
            }
            if (known.containsKey("sslcert") || known.containsKey("sslkey")) {
                throw new IllegalArgumentException("has sslcert beside sslrootcert=system: name the authorities' file");
            }
        }
        if (known.containsKey(ROOTS) && known.getOrDefault(TLS_MODE, "").equals(TLS_ALWAYS)) {
            known.put(TLS_MODE, "verify-ca");
        }
    }

    private static String methods(String value) {
        var methods = Arrays.stream(value.split(",", -1)).map(method -> method.replaceFirst("^!", ""));
        if (!methods.allMatch(METHODS::contains)) {
            throw new Unknown(
                    METHODS.stream().sorted().collect(Collectors.joining(", ")) + ", with ! for all but these");
        }
        return value;
    }

    /// A shorter timeout counts; a longer one, or 0 for no limit, is replaced by our own.
    private static String connectSeconds(String value) {
        if (!SECONDS.matcher(value).matches()) {
            throw new Unknown("seconds");
        }
        int seconds = Integer.parseInt(value);
        return Integer.toString(seconds == 0 ? CONNECT_SECONDS_MAX : Math.min(seconds, CONNECT_SECONDS_MAX));
    }

    private static Map.Entry<String, Parameter> any(String name, String driver) {
        return Map.entry(name, new Parameter(driver, value -> value));
    }

    private static Map.Entry<String, Parameter> oneOf(String name, String driver, String... values) {
        return translated(
                name, driver, Arrays.stream(values).collect(Collectors.toMap(value -> value, value -> value)));
    }

    private static Map.Entry<String, Parameter> translated(String name, String driver, Map<String, String> values) {
        return Map.entry(name, new Parameter(driver, value -> {
            if (!values.containsKey(value)) {
                throw new Unknown(values.keySet().stream().sorted().collect(Collectors.joining(", ")));
            }
            return values.get(value);
        }));
    }
}
