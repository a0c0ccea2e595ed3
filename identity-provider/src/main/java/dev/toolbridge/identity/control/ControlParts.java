package dev.toolbridge.identity.control;

import dev.toolbridge.identity.fault.Faults;
import dev.toolbridge.identity.oauth.AccessTokens;
import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.Grants;
import dev.toolbridge.identity.state.SigningKeys;
import dev.toolbridge.identity.workos.Webhooks;
import java.time.InstantSource;

/// The parts that the switches act on.
public record ControlParts(
        Directory directory,
        Grants grants,
        SigningKeys keys,
        AccessTokens tokens,
        Faults faults,
        Webhooks webhooks,
        InstantSource clock) {}
