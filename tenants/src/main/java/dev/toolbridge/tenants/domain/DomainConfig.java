package dev.toolbridge.tenants.domain;

import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.tenants.tenant.Slug;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The settings of domains.
///
/// @param platform the domain below which every tenant has a name; no tenant can bring one from there
/// @param base the address of a domain as clients know it, with `*` in place of the domain
/// @param servers the DNS servers that are asked, `host:port` each; those of the machine if there are none
/// @param addresses the public addresses of the router; those of the tenant's own name if there are none
public record DomainConfig(String platform, String base, List<String> servers, List<String> addresses) {
    private static final Pattern SERVER =
            Pattern.compile("(?:[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");

    private static final Setting<List<String>> SERVERS = new Setting<>(
            "TENANTS_DNS_SERVERS",
            Optional.empty(),
            text -> parts(text, DomainConfig::server),
            false,
            "The DNS servers that are asked about tenants' domains, `host:port` with commas between them; unset: those"
                    + " of the machine.");
    private static final Setting<List<String>> ADDRESSES = new Setting<>(
            "ROUTER_PUBLIC_ADDRESSES",
            Optional.empty(),
            text -> parts(text, Dns::literal),
            false,
            "The addresses under which the world reaches the router, with commas between them; unset: those that the"
                    + " tenants' own names have in the DNS.");

    public static final List<Setting<?>> SETTINGS = List.of(SERVERS, ADDRESSES);

    public DomainConfig {
        servers = List.copyOf(servers);
        addresses = List.copyOf(addresses);
    }

    /// Reads the settings.
    ///
    /// @param platform the value of `TENANTS_DOMAIN`
    public static DomainConfig from(Settings settings, String platform, String base) {
        return new DomainConfig(
                platform,
                base,
                settings.find(SERVERS).orElseGet(List::of),
                settings.find(ADDRESSES).orElseGet(List::of));
    }

    /// The address of a domain as clients know it.
    String address(DomainName name) {
        return base.replace("*", name.text());
    }

    /// The name at which a tenant is reached without a domain of its own.
    String host(Slug slug) {
        return slug.text() + "." + platform;
    }

    private static List<String> parts(String text, Setting.Parser<String> parser) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(parser::parse)
                .toList();
    }

    private static String server(String text) {
        if (!SERVER.matcher(text).matches()) {
            throw new IllegalArgumentException("host:port of DNS servers, with commas between them");
        }
        return text;
    }
}
