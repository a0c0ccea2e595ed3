package dev.toolbridge.identity.oauth;

import dev.toolbridge.identity.state.ClientStore;
import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.Grants;
import dev.toolbridge.identity.state.Invitations;
import dev.toolbridge.identity.state.SigningKeys;
import dev.toolbridge.service.config.Secret;
import java.time.InstantSource;

/// The parts that the OAuth endpoints use.
///
/// @param secret the workspace's secret, which people show to log in
public record OauthParts(
        Issuer issuer,
        Audiences audiences,
        SigningKeys keys,
        ClientStore clients,
        Directory directory,
        Invitations invitations,
        Grants grants,
        AccessTokens tokens,
        Secret secret,
        InstantSource clock) {}
