package dev.toolbridge.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.toolbridge.contract.scope.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads scopes as providers write them, and leaves out those that narrow nothing: the scopes of logins, and a
/// provider's own that a setting names.
///
/// @param ignored scopes that narrow nothing
public record ScopeReading(Set<String> ignored) {
    /// `scope` is the standard's (RFC 8693, section 4.2); Okta, Entra and others write `scp`.
    private static final List<String> CLAIMS = List.of("scope", "scp");

    private static final int LENGTH_MAX = 4_096;

    /// RFC 6749, section 3.3.
    private static final Pattern NAMES = Pattern.compile("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]{0," + LENGTH_MAX + "}");

    public ScopeReading {
        ignored = Stream.concat(ignored.stream(), Scope.OF_LOGINS.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// Reads the setting of those that are ignored, with commas or blanks between them. One of ours cannot be ignored:
    /// a token that was narrowed to it would be a full one.
    static ScopeReading parse(String text) {
        Set<String> named = Stream.of(text.split("[\\s,]+", -1))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        boolean usable = named.stream()
                .allMatch(name ->
                        NAMES.matcher(name).matches() && Scope.known(name).isEmpty());
        if (!usable) {
            throw new IllegalArgumentException("scopes of the identity provider's own, with commas between them");
        }
        return new ScopeReading(named);
    }

    /// The scopes in a text, with blanks between them; empty when it holds characters that no scope has.
    public Optional<Set<String>> read(String text) {
        return NAMES.matcher(text).matches() ? Optional.of(narrowing(text)) : Optional.empty();
    }

    /// The scopes that a token claims.
    ///
    /// @throws TokenRejected if a claim about them cannot be read: its narrowing would be lost
    Set<String> claimed(JWTClaimsSet claims) {
        var scopes = new HashSet<String>();
        for (String name : CLAIMS) {
            if (claims.getClaims().containsKey(name)) {
                String text = text(claims.getClaim(name)).orElseThrow(() -> unreadable(name));
                scopes.addAll(read(text).orElseThrow(() -> unreadable(name)));
            }
        }
        return scopes;
    }

    private Set<String> narrowing(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(name -> !name.isEmpty() && !ignored.contains(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> text(Object claim) {
        return switch (claim) {
            case String text -> Optional.of(text);
            case Collection<?> names
            when names.stream().allMatch(String.class::isInstance) ->
                Optional.of(names.stream().map(String.class::cast).collect(Collectors.joining(" ")));
            case null, default -> Optional.empty();
        };
    }

    private static TokenRejected unreadable(String name) {
        return new TokenRejected("unreadable claim " + name);
    }
}
