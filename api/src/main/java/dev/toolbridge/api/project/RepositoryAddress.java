package dev.toolbridge.api.project;

import dev.toolbridge.service.route.BodyFields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of a repository, however it is written: `owner/repo`, `git@host:owner/repo.git` and
/// `https://host/owner/repo` are one.
///
/// @param host the host in lower case; empty when only the path is told
/// @param path owner and name in lower case
public record RepositoryAddress(Optional<String> host, String path) {
    private static final int LENGTH_MAX = 500;
    private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git");
    private static final String EXPECTED = "owner/repo, an https or an ssh address, without a password";
    private static final Pattern PATH = Pattern.compile("[\\w.-]+(/[\\w.-]+)+");
    private static final Pattern SCP = Pattern.compile("(?:[\\w.-]+@)?([\\w.-]+):(?!//)(.+)");

    /// Reads an address.
    ///
    /// @throws dev.toolbridge.service.error.Refusal `invalid_field` for any other text, and for one with a password
    public static RepositoryAddress of(String field, String text) {
        return Optional.of(text)
                .filter(written -> written.length() <= LENGTH_MAX)
                .flatMap(RepositoryAddress::read)
                .orElseThrow(() -> BodyFields.invalid(field, EXPECTED));
    }

    /// Tells if two addresses may be of one repository: a path without a host may be of any.
    public boolean isLike(RepositoryAddress other) {
        return path.equals(other.path) && (host.isEmpty() || other.host.isEmpty() || host.equals(other.host));
    }

    private static Optional<RepositoryAddress> read(String text) {
        if (text.contains("://")) {
            return ofUri(text);
        }
        Matcher scp = SCP.matcher(text);
        return scp.matches() ? of(Optional.of(scp.group(1)), scp.group(2)) : of(Optional.empty(), text);
    }

    private static Optional<RepositoryAddress> ofUri(String text) {
        try {
            var uri = new URI(text);
            boolean isGood = uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && !hasSecret(uri);
            return isGood ? of(Optional.of(uri.getHost()), uri.getPath()) : Optional.empty();
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }

    /// Tells if a password or a token precedes the host; with ssh a name alone is neither.
    private static boolean hasSecret(URI uri) {
        String user = uri.getUserInfo();
        return user != null && (user.contains(":") || !uri.getScheme().equalsIgnoreCase("ssh"));
    }

    private static Optional<RepositoryAddress> of(Optional<String> host, String path) {
        String bare = path.replaceAll("^/+|/+$", "").replaceAll("\\.git$", "");
        return PATH.matcher(bare).matches()
                ? Optional.of(new RepositoryAddress(
                        host.map(name -> name.toLowerCase(Locale.ROOT)), bare.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }
}
