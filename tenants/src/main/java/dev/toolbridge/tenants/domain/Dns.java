package dev.toolbridge.tenants.domain;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Collectors;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.ServiceUnavailableException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/// Asks DNS servers, by the JDK's own client. An answer takes 7 seconds a server at most.
///
/// @param servers `host:port` each; those of the machine if there are none
record Dns(List<String> servers) {
    private static final String FIRST_TRY_MS = "1000";
    private static final String TRIES = "3";
    private static final int VALUES_MAX = 50;
    private static final int VALUE_LENGTH_MAX = 255;

    Dns {
        servers = List.copyOf(servers);
    }

    /// The texts of a name.
    DnsAnswer texts(String name) {
        return ask(name, "TXT");
    }

    /// The addresses of a name, those of the name that it is an alias of included.
    DnsAnswer addresses(String name) {
        DnsAnswer four = ask(name, "A");
        DnsAnswer six = ask(name, "AAAA");
        if (four instanceof DnsAnswer.Found(List<String> one) && six instanceof DnsAnswer.Found(List<String> other)) {
            var all = new ArrayList<>(one);
            all.addAll(other);
            return new DnsAnswer.Found(all.stream().map(Dns::literal).sorted().toList());
        }
        return four instanceof DnsAnswer.Unclear ? four : six;
    }

    @SuppressWarnings("BanJNDI") // the DNS provider of the JDK gives texts, and makes no object of an answer
    private DnsAnswer ask(String name, String type) {
        try {
            DirContext context = new InitialDirContext(environment());
            try {
                return new DnsAnswer.Found(
                        values(context.getAttributes(name, new String[] {type}).get(type)));
            } finally {
                context.close();
            }
        } catch (NameNotFoundException _) {
            return new DnsAnswer.Found(List.of());
        } catch (CommunicationException _) {
            return new DnsAnswer.Unclear("no DNS server answered in time");
        } catch (ServiceUnavailableException _) {
            return new DnsAnswer.Unclear("the DNS servers of the name answer with a failure");
        } catch (NamingException _) {
            return new DnsAnswer.Unclear("the answer of a DNS server cannot be read");
        }
    }

    @SuppressWarnings("JdkObsolete") // the interface of JNDI
    private Hashtable<String, String> environment() {
        var environment = new Hashtable<String, String>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put("com.sun.jndi.dns.timeout.initial", FIRST_TRY_MS);
        environment.put("com.sun.jndi.dns.timeout.retries", TRIES);
        environment.put(
                Context.PROVIDER_URL,
                servers.isEmpty()
                        ? "dns:"
                        : servers.stream().map(server -> "dns://" + server).collect(Collectors.joining(" ")));
        return environment;
    }

    private static List<String> values(Attribute attribute) throws NamingException {
        var values = new ArrayList<String>();
        if (attribute == null) {
            return values;
        }
        NamingEnumeration<?> all = attribute.getAll();
        while (all.hasMore() && values.size() < VALUES_MAX) {
            String value = unquoted(String.valueOf(all.next()));
            values.add(value.substring(0, Math.min(value.length(), VALUE_LENGTH_MAX)));
        }
        return values;
    }

    private static String unquoted(String text) {
        boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }

    /// One form for every address: JNDI writes those of IPv6 in another way than people do.
    static String literal(String address) {
        return InetAddress.ofLiteral(address).getHostAddress();
    }
}
